package io.tapeline.http.receipt;

import io.tapeline.http.Answer;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Where receipts are asked for; answers those that can't be replayed, see {@link ReceiptReplay}.
 */
@Path("/v1/receipts")
@Tag(name = "History")
public class ReceiptsResource {

  private final Receipts receipts;

  @Inject
  public ReceiptsResource(Receipts receipts) {
    this.receipts = receipts;
  }

  @GET
  @Path("{token}")
  @Operation(
      operationId = "replayReceipt",
      summary = "An earlier answer, byte for byte",
      description =
          "The answer that came with this `Tapeline-Receipt`, in its format, whatever was corrected"
              + " since. Takes no parameters.")
  @APIResponse(
      responseCode = "200",
      description = "The very bytes of then.",
      content = @Content(mediaType = "*/*", schema = @Schema))
  @APIResponse(responseCode = "304", description = "You have it: the ETag is the same.")
  @APIResponse(
      responseCode = "410",
      description = "`receipt_gone`: what it was made from is not kept any more.")
  @APIResponse(
      responseCode = "503",
      description = "`store_unavailable`: the database does not answer; try again.")
  public Answer replay(
      @Parameter(description = "The value of a `Tapeline-Receipt` header.") @PathParam("token")
          String token) {
    if (!receipts.areReadable()) {
      throw new ProblemException(new Problem.StoreUnavailable());
    }
    throw new ProblemException(new Problem.UnknownReceipt());
  }
}
