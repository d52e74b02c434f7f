package dev.parallax.attribution.symptom;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A set of symptoms, iterated in the order of their declaration. The likelihood intersects such
 * sets for every cell of a comparison, so that a set is one number.
 *
 * @param bits bit {@link Symptom#index()} is set for each member
 */
public record SymptomSet(int bits) implements Iterable<Symptom> {
  private static final Symptom[] SYMPTOMS = Symptom.values();

  public static final SymptomSet NONE = new SymptomSet(0);
  public static final SymptomSet ALL = of(SYMPTOMS);

  /** The trial succeeded. */
  public static final SymptomSet PASSING = of(Stream.of(SYMPTOMS).filter(Symptom::passes).toList());

  /** The ClientHello was sent and had no answer. */
  public static final SymptomSet HELLO_UNANSWERED =
      of(Symptom.CUT_AFTER_HELLO, Symptom.SILENT_AFTER_HELLO);

  /** The connection broke between the ClientHello and the end of the handshake. */
  public static final SymptomSet HANDSHAKE_BROKEN =
      of(
          Symptom.CUT_BEFORE_HELLO,
          Symptom.CUT_AFTER_HELLO,
          Symptom.SILENT_AFTER_HELLO,
          Symptom.BROKEN_HANDSHAKE);

  /** The TCP connection failed. */
  public static final SymptomSet NO_CONNECTION =
      of(Symptom.CONNECT_SILENT, Symptom.REFUSED, Symptom.UNREACHABLE);

  /** The resolution of the name failed or gave other addresses. */
  public static final SymptomSet NAME_FAULTS = of(Symptom.NAME_UNRESOLVED, Symptom.NAME_LIED);

  /** Failures that lost packets cause. */
  public static final SymptomSet PACKETS_LOST =
      of(
          Symptom.CONNECT_SILENT,
          Symptom.SILENT_AFTER_HELLO,
          Symptom.BROKEN_HANDSHAKE,
          Symptom.HTTP_BROKEN,
          Symptom.NAME_UNRESOLVED);

  private static final SymptomSet[] BEFORE =
      Stream.of(SYMPTOMS).map(SymptomSet::earlierThan).toArray(SymptomSet[]::new);

  public static SymptomSet of(Symptom... symptoms) {
    return of(List.of(symptoms));
  }

  public static SymptomSet of(Collection<Symptom> symptoms) {
    int bits = 0;
    for (var symptom : symptoms) {
      bits |= bit(symptom);
    }
    return new SymptomSet(bits);
  }

  /**
   * The symptoms that end a trial before {@code fault} could show. {@link Symptom#OTHER} may end a
   * trial at any step and belongs to no such set.
   */
  public static SymptomSet before(Symptom fault) {
    return BEFORE[fault.index()];
  }

  private static SymptomSet earlierThan(Symptom fault) {
    return of(
        Stream.of(SYMPTOMS)
            .filter(symptom -> symptom != Symptom.OTHER && symptom.isEarlierThan(fault))
            .toList());
  }

  public boolean contains(Symptom symptom) {
    return (bits & bit(symptom)) != 0;
  }

  public boolean isEmpty() {
    return bits == 0;
  }

  public boolean intersects(SymptomSet other) {
    return (bits & other.bits) != 0;
  }

  public SymptomSet and(SymptomSet other) {
    return new SymptomSet(bits & other.bits);
  }

  public SymptomSet or(SymptomSet other) {
    return new SymptomSet(bits | other.bits);
  }

  public SymptomSet minus(SymptomSet other) {
    return new SymptomSet(bits & ~other.bits);
  }

  public Stream<Symptom> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  @Override
  public Iterator<Symptom> iterator() {
    return new Members(bits);
  }

  private static int bit(Symptom symptom) {
    return 1 << symptom.index();
  }

  private static final class Members implements Iterator<Symptom> {
    private int rest;

    Members(int bits) {
      rest = bits;
    }

    @Override
    public boolean hasNext() {
      return rest != 0;
    }

    @Override
    public Symptom next() {
      if (rest == 0) {
        throw new NoSuchElementException("next() after the last symptom of the set");
      }
      int lowest = Integer.numberOfTrailingZeros(rest);
      rest &= rest - 1;
      return SYMPTOMS[lowest];
    }
  }
}
