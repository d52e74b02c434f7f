package dev.parallax.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parallax.model.plan.HelloRecipe;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class OlderAgentTest {
  private static final String ENGINES = "/dev/parallax/agent/probe/tls/TlsEngines.class";

  @Test
  void itsEngineAsksItForTheGroupsAndNobodyElse() throws IOException {
    var older = OlderAgent.older(engines());
    assertEquals(List.of("dev/parallax/model/plan/HelloRecipe"), owners(engines()));
    assertEquals(List.of("dev/parallax/lab/OlderAgent"), owners(older));
  }

  @Test
  void whatItKnowsIsAnotherList() {
    assertNotEquals(HelloRecipe.STANDARD.groups(), OlderAgent.groups());
  }

  /** A recipe whose {@code groups} is called. */
  private static List<String> owners(byte[] code) {
    return ClassFile.of().parse(code).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(body -> body.elementStream())
        .filter(InvokeInstruction.class::isInstance)
        .map(InvokeInstruction.class::cast)
        .filter(call -> call.name().equalsString("groups"))
        .map(call -> call.owner().asInternalName())
        .toList();
  }

  private static byte[] engines() throws IOException {
    return bytes(ENGINES);
  }

  private static byte[] bytes(String resource) throws IOException {
    try (var in = OlderAgentTest.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    }
  }
}
