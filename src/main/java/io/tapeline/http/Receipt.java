package io.tapeline.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.tapeline.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * What was answered, to be asked again: the question, the moment whose knowledge answered it, and
 * what came out. It is no row anywhere: reading writes nothing.
 *
 * @param form of receipts; another one is not read
 * @param address path and query as they were asked, with the {@code as_of} that makes the answer
 *     the same for ever
 * @param accept the format of the answer
 * @param tag the entity tag of the answer, uncoded
 */
@JsonPropertyOrder({"f", "a", "t", "e"})
public record Receipt(
    @JsonProperty("f") int form,
    @JsonProperty("a") String address,
    @JsonProperty("t") String accept,
    @JsonProperty("e") String tag) {

  public static final int FORM = 1;

  private static final String KEY = Receipt.class.getName();

  /** This request replays the receipt. */
  public void keepWith(RoutingContext route) {
    route.put(KEY, this);
  }

  /** What a replay ends with where a fresh question would end with this. */
  static Problem joined(RoutingContext route, Problem found) {
    boolean gone = ProblemMapper.status(found) == 404 && replayedBy(route).isPresent();
    return gone ? new Problem.ReceiptGone() : found;
  }

  /** The receipt that this request replays. */
  public static Optional<Receipt> replayedBy(RoutingContext route) {
    return Optional.ofNullable(route.get(KEY));
  }
}
