package dev.parallax.attack;

/** One attack on an installation, bounded in count and time, over loopback only. */
public interface Attack extends AutoCloseable {
  /** {@code party/act}, as the command line and the table name it. */
  String name();

  /** Prepares; called for every attack before the first attack is launched. */
  default void prepare(Installation at) throws Exception {}

  /**
   * Runs the attack to its end.
   *
   * @return what was sent, with counts
   */
  String launch(Installation at) throws Exception;

  /** The outcome; called once, after every attack has ended. */
  AttackResult judge(AttackRecord evidence) throws Exception;

  @Override
  default void close() {}
}
