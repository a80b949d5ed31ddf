package io.tapeline.chain.rest;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters that say how sure an answer must be, as they were given. */
public record AskedProof(
    @Parameter(
            description = "`verified` refuses what is not proved, `any` says so in the answer.",
            schema =
                @Schema(
                    type = SchemaType.STRING,
                    enumeration = {ReadInputs.ANY, ReadInputs.VERIFIED},
                    defaultValue = ReadInputs.ANY))
        @QueryParam("require")
        @Nullable String require,
    @Parameter(
            description = "Whether proofs are sent along.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "true"))
        @QueryParam("proof")
        @Nullable String proof) {

  public boolean mustBeVerified(ReadInputs inputs) {
    return inputs.mustBeVerified(require);
  }

  public boolean isSent(ReadInputs inputs) {
    return inputs.proof(proof);
  }
}
