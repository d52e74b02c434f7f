package dev.parallax.web.api;

import dev.parallax.web.http.Answer;
import dev.parallax.web.request.Visit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One operation of the API, as it is served and described.
 *
 * @param path below {@code /api/v1}, with {@code {id}} in place of the id of a sweep
 * @param call the record of the request's body
 * @param result of success
 */
record ApiOperation(
    String method,
    String path,
    String summary,
    List<Parameter> parameters,
    Optional<Class<? extends Record>> call,
    int status,
    Result result,
    List<Integer> errors,
    Function<Visit, Answer> answer) {

  /** A parameter of the query. */
  record Parameter(String name, String description, boolean required) {}

  /** What a successful answer contains. */
  sealed interface Result {
    /** A record of {@link ApiRecords}. */
    record Of(Class<? extends Record> type) implements Result {}

    /** The document of {@code sweep.schema.json}. */
    record Report() implements Result {}

    /** Server-sent events. */
    record Events() implements Result {}

    /** Another JSON document. */
    record Document() implements Result {}

    record Nothing() implements Result {}
  }
}
