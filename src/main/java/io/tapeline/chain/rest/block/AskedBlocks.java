package io.tapeline.chain.rest.block;

import io.tapeline.chain.record.BlockQuery;
import io.tapeline.chain.record.BlockQuery.Place;
import io.tapeline.http.Inputs;
import io.tapeline.http.Paging;
import io.tapeline.http.Times;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters that say which blocks are asked for, as they were given. */
public record AskedBlocks(
    @Parameter(
            description =
                "The lowest, inclusive: a height of at most 12 digits, or a time (RFC 3339 or Unix"
                    + " milliseconds) that blocks say themselves.",
            example = "23456000")
        @QueryParam("from")
        @Nullable String from,
    @Parameter(description = "Where they end, exclusive: as `from`.", example = "23457000")
        @QueryParam("to")
        @Nullable String to,
    @Parameter(
            description = "Whether also those that were taken back by then are listed.",
            schema =
                @Schema(
                    type = SchemaType.STRING,
                    enumeration = {"true", "false"},
                    defaultValue = "false"))
        @QueryParam("withdrawn")
        @Nullable String withdrawn,
    @Parameter(
            description =
                "Answers from what was recorded by this time (RFC 3339 or Unix milliseconds).")
        @QueryParam("as_of")
        @Nullable String asOf,
    @QueryParam("limit") @Nullable String limit,
    @QueryParam("cursor") @Nullable String cursor) {

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
  private static final String HEIGHT = "0|[1-9][0-9]{0,11}";

  /** One end of the range, one of both. */
  private record Bound(@Nullable Long number, @Nullable Instant time) {}

  BlockQuery read(Inputs inputs, String chain, Paging paging) {
    Bound first = bound(inputs, "from", from);
    Bound end = bound(inputs, "to", to);
    if ((first.number != null && end.number != null && first.number > end.number)
        || (first.time != null && end.time != null && first.time.isAfter(end.time))) {
      inputs.wrong("from", "must not be after to", from);
    }
    Place behind = inputs.position(paging, cursor, AskedBlocks::place);
    return new BlockQuery(
        chain,
        first.number == null ? 0 : first.number,
        end.number == null ? Long.MAX_VALUE : end.number,
        first.time == null ? FIRST : first.time,
        end.time == null ? LAST : end.time,
        behind == null ? Place.FIRST : behind,
        inputs.flag("withdrawn", withdrawn, false));
  }

  private static Bound bound(Inputs inputs, String name, @Nullable String given) {
    if (given != null && given.matches(HEIGHT)) {
      return new Bound(Long.parseLong(given), null);
    }
    Long nanos = inputs.timeNanos(name, given);
    return new Bound(null, nanos == null ? null : Times.instant(nanos));
  }

  /**
   * @throws IllegalArgumentException if it is none
   * @throws IndexOutOfBoundsException if it is none
   */
  private static Place place(String text) {
    String[] parts = text.split("/", 2);
    return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }
}
