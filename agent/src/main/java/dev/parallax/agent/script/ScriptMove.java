package dev.parallax.agent.script;

import dev.parallax.agent.classify.MissingReply;
import dev.parallax.model.value.Bytes;

/** What a dialogue does next. */
public sealed interface ScriptMove {
  /** Waits for more bytes. */
  record Listen() implements ScriptMove {}

  /** Sends these bytes and continues. */
  record Send(Bytes bytes) implements ScriptMove {}

  /** Every step of the script is done. */
  record Done() implements ScriptMove {}

  /** The last byte has come, or as many as a trial reads, without the reply. */
  record Unmet(MissingReply missing) implements ScriptMove {}
}
