package dev.parallax.wire;

import dev.parallax.model.observation.RedirectEnd;
import java.util.Optional;

/** Where the redirects of a response end. */
final class RedirectEndCodec {
  private static final int LONGEST = 300;

  private RedirectEndCodec() {}

  static dev.parallax.v1.RedirectEnd toProto(RedirectEnd end) {
    var proto =
        dev.parallax.v1.RedirectEnd.newBuilder()
            .setLocation(end.location())
            .setRequests(end.requests())
            .setStatus(end.status())
            .setNotRequested(end.notRequested());
    end.failure().map(ObservationCodec::toProto).ifPresent(proto::setFailure);
    return proto.build();
  }

  static RedirectEnd fromProto(dev.parallax.v1.RedirectEnd proto) {
    return new RedirectEnd(
        Field.text("http.redirect_end.location", proto.getLocation(), LONGEST),
        Field.count("http.redirect_end.requests", proto.getRequests()),
        Field.count("http.redirect_end.status", proto.getStatus()),
        proto.hasFailure()
            ? Optional.of(ObservationCodec.failure(proto.getFailure()))
            : Optional.empty(),
        Field.text("http.redirect_end.not_requested", proto.getNotRequested(), LONGEST));
  }
}
