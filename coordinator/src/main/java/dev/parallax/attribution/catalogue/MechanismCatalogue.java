package dev.parallax.attribution.catalogue;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.Cause;
import dev.parallax.model.Scope;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every mechanism that the engine knows: a new one is a line in the list of its family. Its rate
 * stands in {@link Priors}.
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
