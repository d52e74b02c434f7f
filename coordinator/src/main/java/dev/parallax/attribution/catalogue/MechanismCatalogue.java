package dev.parallax.attribution.catalogue;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import java.util.List;
import java.util.stream.Stream;

/**
 * All mechanisms of the engine: a new mechanism is a line in the list of its family. {@link Priors}
 * has its rate.
 */
public final class MechanismCatalogue {
  public static final List<Mechanism> ALL =
      Stream.of(
              ServiceMechanisms.ALL,
              AddressMechanisms.ALL,
              EdgeMechanisms.ALL,
              PathMechanisms.ALL,
              NameMechanisms.ALL,
              VantageMechanisms.ALL)
          .flatMap(List::stream)
          .toList();

  /** A cause that is not in the catalogue. */
  public static final Mechanism UNKNOWN =
      new MechanismBuilder(Cause.UNKNOWN, Mechanism.Regularity.UNPREDICTED)
          .in(Scope.Attribute.EVERYONE)
          .shows(Symptom.OTHER)
          .build();

  private MechanismCatalogue() {}
}
