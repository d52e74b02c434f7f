package dev.parallax.agent.path;

/** Prints the capabilities of its process. */
public final class CapabilityReport {
  private CapabilityReport() {}

  public static void main(String... arguments) {
    System.out.println(Capability.capture().missing().orElse("capture: there"));
    System.out.println("error queue: " + Capability.errorQueue().missing().orElse("there"));
  }
}
