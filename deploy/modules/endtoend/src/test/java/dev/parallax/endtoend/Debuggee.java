package dev.parallax.endtoend;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.ListeningConnector;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A program that this process debugs (JDWP over loopback), to throw an error in its threads. */
final class Debuggee implements AutoCloseable {
  private static final int ACCEPT_MILLIS = 30_000;

  private final VirtualMachine machine;
  private final Program program;

  private Debuggee(VirtualMachine machine, Program program) {
    this.machine = machine;
    this.program = program;
  }

  /**
   * Starts a program that connects to this debugger.
   *
   * @param start takes the options of the Java virtual machine
   */
  static Debuggee start(Function<List<String>, Program> start) throws Exception {
    var connector = listening();
    var arguments = connector.defaultArguments();
    set(arguments, "localAddress", "127.0.0.1");
    set(arguments, "port", "0");
    set(arguments, "timeout", String.valueOf(ACCEPT_MILLIS));
    var address = connector.startListening(arguments);
    try {
      var program =
          start.apply(
              List.of("-agentlib:jdwp=transport=dt_socket,server=n,suspend=n,address=" + address));
      return new Debuggee(connector.accept(arguments), program);
    } finally {
      connector.stopListening(arguments);
    }
  }

  Program program() {
    return program;
  }

  /** Throws the virtual machine's own error in the thread of this name. */
  void throwIn(String thread, Class<? extends Error> error) throws Exception {
    var thrown = machine.classesByName(error.getName()).getFirst().instances(1).getFirst();
    var struck =
        machine.allThreads().stream()
            .filter(live -> live.name().equals(thread))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no thread " + thread));
    struck.suspend();
    struck.stop(thrown);
    struck.resume();
  }

  @Override
  public void close() {
    program.close();
  }

  private static ListeningConnector listening() {
    return Bootstrap.virtualMachineManager().listeningConnectors().stream()
        .filter(connector -> connector.transport().name().equals("dt_socket"))
        .findFirst()
        .orElseThrow();
  }

  private static void set(
      Map<String, ? extends Connector.Argument> arguments, String name, String value) {
    var argument = arguments.get(name);
    if (argument == null) {
      throw new IllegalStateException("no argument " + name);
    }
    argument.setValue(value);
  }
}
