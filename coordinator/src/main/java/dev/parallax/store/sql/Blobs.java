package dev.parallax.store.sql;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.store.failure.DamagedRecordException;
import dev.parallax.v1.Sightings;
import dev.parallax.wire.Wire;
import java.util.List;
import java.util.function.Function;

/**
 * Values stored as bytes: the messages of the contract, so that its compatibility rules also hold
 * for the store.
 */
public final class Blobs {
  private Blobs() {}

  static byte[] of(Observation observation) {
    return Wire.toProto(observation).toByteArray();
  }

  /** The sweep without its observations, which are stored singly. */
  static byte[] of(Sweep sweep) {
    return Wire.toProto(sweep.withObservations(List.of())).toByteArray();
  }

  static byte[] of(TargetVerdicts verdicts) {
    return Wire.toProto(verdicts).toByteArray();
  }

  static byte[] of(CentralCheck check) {
    return Wire.toProto(check).toByteArray();
  }

  public static byte[] of(Vantage vantage) {
    return Wire.toProto(vantage).toByteArray();
  }

  /** Sightings of a vantage of a round, in the message of the contract. */
  public static byte[] of(List<Sighting> sightings, boolean last) {
    return Sightings.newBuilder()
        .addAllSightings(sightings.stream().map(Wire::toProto).toList())
        .setLast(last)
        .build()
        .toByteArray();
  }

  public static Vantage vantage(byte[] blob) {
    return read(blob, dev.parallax.v1.Vantage.parser(), Wire::fromProto);
  }

  public static List<Sighting> sightings(byte[] blob) {
    return read(
        blob,
        Sightings.parser(),
        message -> message.getSightingsList().stream().map(Wire::fromProto).toList());
  }

  /** Whether no sightings of the round follow. */
  public static boolean areLast(byte[] blob) {
    return read(blob, Sightings.parser(), Sightings::getLast);
  }

  public static CentralCheck centralCheck(byte[] blob) {
    return read(blob, dev.parallax.v1.CentralCheck.parser(), Wire::fromProto);
  }

  public static Observation observation(byte[] blob) {
    return read(blob, dev.parallax.v1.Observation.parser(), Wire::fromProto);
  }

  public static Sweep sweep(byte[] blob) {
    return read(blob, dev.parallax.v1.Sweep.parser(), Wire::fromProto);
  }

  public static TargetVerdicts verdicts(byte[] blob) {
    return read(blob, dev.parallax.v1.TargetVerdicts.parser(), Wire::fromProto);
  }

  private static <P, T> T read(byte[] blob, Parser<P> parser, Function<P, T> decode) {
    try {
      return decode.apply(parser.parseFrom(blob));
    } catch (InvalidProtocolBufferException | IllegalArgumentException damaged) {
      throw new DamagedRecordException(
          "a stored record is damaged: " + damaged.getMessage(), damaged);
    }
  }
}
