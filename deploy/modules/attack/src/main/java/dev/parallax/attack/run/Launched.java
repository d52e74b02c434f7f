package dev.parallax.attack.run;

import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.Installation;

/**
 * An attack that has run.
 *
 * @param sent the sent data; the error when it could not be run
 */
record Launched(Attack attack, String sent, boolean failed) {
  static Launched of(Attack attack, Installation at) {
    try {
      return new Launched(attack, attack.launch(at), false);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Launched(attack, "interrupted", true);
    } catch (Exception failed) {
      return new Launched(attack, "could not run: " + failed, true);
    }
  }

  Row judged(AttackRecord evidence) {
    try {
      var finding = attack.judge(evidence);
      return new Row(attack.name(), sent, finding.effect(), finding.held() && !failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Row(attack.name(), sent, "interrupted", false);
    } catch (Exception failure) {
      return new Row(attack.name(), sent, "could not be judged: " + failure, false);
    }
  }
}
