package dev.parallax.attack;

/** One hostile act on an installation, bounded in count and time, over loopback only. */
public interface Attack extends AutoCloseable {
  /** {@code party/act}, as the command line and the table name it. */
  String name();

  /** Gets ready; called for every attack before the first of them is launched. */
  default void prepare(Installation at) throws Exception {}

  /**
   * Runs the act to its end.
   *
   * @return what was sent, with counts
   */
  String launch(Installation at) throws Exception;

  /** What came of it; called once, after every attack has ended. */
  AttackResult judge(AttackRecord evidence) throws Exception;

  @Override
  default void close() {}
}
