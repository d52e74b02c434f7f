package dev.parallax.model.verdict;

/** The exit codes of both programs. */
public enum ExitCode {
  OK(0, "complete, nothing at or above --fail-on"),
  FINDING(1, "at least one target at or above --fail-on"),
  USAGE(2, "usage or configuration error"),
  UNREACHABLE(3, "coordinator unreachable or refused (address, TLS, auth: named)"),
  INCONCLUSIVE(4, "inconclusive: coverage under --min-vantages, or no verdict possible"),
  DEADLINE(5, "deadline hit, no finding otherwise"),
  REFUSED_BY_POLICY(6, "refused by policy"),
  INTERNAL(70, "internal error"),
  INTERRUPTED(130, "interrupted"),
  TERMINATED(143, "terminated");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  public String meaning() {
    return meaning;
  }
}
