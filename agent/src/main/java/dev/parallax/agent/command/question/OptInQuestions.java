package dev.parallax.agent.command.question;

import dev.parallax.agent.config.Act;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One question for each act that ordinary sweeps use and that needs the consent of the host's
 * owner. The answer is no unless the owner types yes.
 */
public final class OptInQuestions {
  private static final int ATTEMPTS = 3;

  private static final Map<Act, String> QUESTIONS = questions();

  private OptInQuestions() {}

  /** The acts that the owner agrees to. */
  public static Set<Act> ask(OwnerTerminal terminal) {
    terminal.print(
        """
        Three acts need your consent as the owner of this host. Each answer can be changed later in
        policy.conf of the state folder. With --opt-in ACT or --opt-in none nothing is asked.\
        """);
    var given = EnumSet.noneOf(Act.class);
    QUESTIONS.forEach(
        (act, question) -> {
          terminal.print("");
          terminal.print(act.word() + ": " + question);
          if (isAgreed(terminal)) {
            given.add(act);
          }
        });
    return given;
  }

  private static boolean isAgreed(OwnerTerminal terminal) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var answer = terminal.ask("Agree? [y/N] ").map(String::strip).orElse("");
      switch (answer.toLowerCase(Locale.ROOT)) {
        case "y", "yes" -> {
          return true;
        }
        case "", "n", "no" -> {
          return false;
        }
        default -> terminal.print("expected y or n");
      }
    }
    return false;
  }

  private static Map<Act, String> questions() {
    var questions = new LinkedHashMap<Act, String>();
    questions.put(
        Act.TTL_WALK,
        """
        send handshakes whose packets expire on the way. They show between which routers a
        connection is reset or lost. The network of this host may log such packets.\
        """);
    questions.put(
        Act.REAL_SNI_AT_NEUTRAL,
        """
        send the server name of the target to another server, which the coordinator's operator
        names. A reset there shows a filter by name. A filter may block this host for some minutes.\
        """);
    questions.put(
        Act.BIG_ANSWER,
        """
        read up to 128 KiB of an answer on one connection. It shows networks that cut connections
        after some 16 KB. It is the largest download of a sweep.\
        """);
    return questions;
  }
}
