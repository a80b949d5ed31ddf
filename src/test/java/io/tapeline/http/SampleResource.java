package io.tapeline.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tapeline.market.Decimal;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import io.vertx.core.Context;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** A resource with one of everything, for tests only. */
@Path("/sample")
public class SampleResource {

  static final List<Row> ROWS =
      List.of(
          new Row("a", Decimal.parse("-1.50"), new Inner("=2+3", List.of("x", "y")), null),
          new Row("b", Decimal.parse("1e3"), new Inner("say \"hi\", twice\n", List.of()), true));

  private static final int MOST_REPEATED = 2;
  private static final AtomicInteger ASKED = new AtomicInteger();

  private final Encoded prepared;
  private final Encoded large;

  @Inject
  public SampleResource(ObjectMapper mapper) {
    this.prepared = Encoded.json(mapper, ROWS.getFirst());
    this.large = Encoded.json(mapper, IntStream.range(0, 1000).boxed().toList());
  }

  /** A row with a bit of everything. */
  public record Row(String id, Decimal tickSize, Inner inner, @Nullable Boolean lit) {}

  /** A nested record. */
  public record Inner(String note, List<String> tags) {}

  /** Numbers and times in their several types. */
  public record Values(BigDecimal tiny, java.time.Instant time, @Nullable String nothing) {}

  /** A body. */
  public record Body(int count, List<Inner> inners) {}

  @GET
  @Path("rows")
  @Operation(hidden = true)
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Row.class)))
  public Answer rows() {
    return Answer.of(new Page<>(Row.class, ROWS, null), CacheRule.REFERENCE);
  }

  @GET
  @Path("prepared")
  @Operation(hidden = true)
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Row.class)))
  public Answer prepared() {
    return Answer.of(prepared, CacheRule.LIVE).asOf(Times.format(0)).aged(42);
  }

  /** Tells how often the resource was asked, and how often memory was. */
  @GET
  @Path("again")
  @Operation(hidden = true)
  public Answer again(@QueryParam("one") @Nullable String one) {
    int asked = ASKED.incrementAndGet();
    AtomicInteger repeated = new AtomicInteger(-1);
    return Answer.repeated(
        () -> {
          if (repeated.incrementAndGet() > MOST_REPEATED) {
            throw new ProblemException(new Problem.StoreUnavailable());
          }
          return counts(asked, repeated.get());
        });
  }

  private static Answer counts(int asked, int repeated) {
    return Answer.of(List.of(asked, repeated), CacheRule.LIVE).aged(repeated);
  }

  @GET
  @Path("large")
  @Operation(hidden = true)
  public Uni<Answer> large() {
    return Uni.createFrom().item(Answer.of(large, CacheRule.IMMUTABLE));
  }

  @GET
  @Path("values")
  @Operation(hidden = true)
  public Answer values() {
    return Answer.of(
        new Values(new BigDecimal("1.2300E-10"), Times.instant(1_234_567_890L), null),
        CacheRule.LIVE);
  }

  /** Sent as it comes, in three parts. */
  @GET
  @Path("streamed")
  @Operation(hidden = true)
  public Answer streamed() {
    var pages = List.of(ROWS, List.<Row>of()).iterator();
    return Answer.of(
        new RowStream<>(Row.class, ROWS, () -> Uni.createFrom().item(pages.next())),
        CacheRule.LIVE);
  }

  @GET
  @Path("events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(hidden = true)
  public Multi<String> events() {
    return Multi.createFrom().items("one", "two", "three");
  }

  /** No answer of ours, but one of JAX-RS. */
  @GET
  @Path("response")
  @Operation(hidden = true)
  public Response response() {
    return Response.status(201)
        .header("Location", "/sample/response/1")
        .type(MediaType.APPLICATION_JSON)
        .entity(ROWS.getFirst())
        .build();
  }

  @GET
  @Path("thread")
  @Operation(hidden = true)
  public Answer thread() {
    return Answer.of(
        List.of(Context.isOnEventLoopThread(), "" + MDC.get(RequestId.LOG_KEY)), CacheRule.LIVE);
  }

  @GET
  @Path("bug")
  @Operation(hidden = true)
  public Answer bug() {
    throw new IllegalStateException("select * from secrets");
  }

  @GET
  @Path("unwritable")
  @Operation(hidden = true)
  public Answer unwritable() {
    return Answer.of(new Object(), CacheRule.LIVE);
  }

  @GET
  @Path("outage")
  @Operation(hidden = true)
  public Uni<Answer> outage() {
    return Uni.createFrom().failure(new ProblemException(new Problem.StoreUnavailable()));
  }

  @GET
  @Path("late")
  @Operation(hidden = true)
  public Uni<Answer> late(@QueryParam("millis") int millis, @QueryParam("fails") boolean fails) {
    return Uni.createFrom()
        .item(Answer.of(prepared, CacheRule.LIVE))
        .onItem()
        .delayIt()
        .by(Duration.ofMillis(millis))
        .invoke(
            () -> {
              if (fails) {
                throw new IllegalStateException("too late, and wrong");
              }
            });
  }

  @GET
  @Path("endless")
  @Operation(hidden = true)
  public Uni<Answer> endless() {
    List<Inner> rows = IntStream.range(0, 1_000).mapToObj(SampleResource::inner).toList();
    return RowStream.of(Inner.class, () -> Uni.createFrom().item(rows), row -> row)
        .map(stream -> Answer.of(stream, CacheRule.LIVE));
  }

  private static Inner inner(int number) {
    return new Inner("row " + number, List.of("x", "y"));
  }

  @GET
  @Path("repeated")
  @Operation(hidden = true)
  public Answer repeated(@QueryParam("tag") List<String> tags, @QueryParam("one") String one) {
    return Answer.of(tags, CacheRule.LIVE);
  }

  @POST
  @Path("body")
  @Operation(hidden = true)
  public Answer body(Body body) {
    return Answer.of(body, CacheRule.LIVE);
  }
}
