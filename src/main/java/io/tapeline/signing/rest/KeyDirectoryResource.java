package io.tapeline.signing.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Encoded;
import io.tapeline.signing.app.SigningKeys;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where whoever checks answers finds the keys: draft-meunier-webbotauth-httpsig-directory. */
@Path("/.well-known/http-message-signatures-directory")
@Tag(name = "Keys")
public class KeyDirectoryResource {

  private static final String TYPE = "application/http-message-signatures-directory+json";

  private final SigningKeys keys;
  private final ObjectMapper mapper;

  @Inject
  public KeyDirectoryResource(SigningKeys keys, ObjectMapper mapper) {
    this.keys = keys;
    this.mapper = mapper;
  }

  @GET
  @Operation(
      operationId = "getAnswerKeys",
      summary = "Keys of answers",
      description =
          "The public keys that answers are signed with (JWKS, RFC 7517). A key is here before it signs"
              + " and stays for good, so that saved answers can be checked.")
  @APIResponse(
      responseCode = "200",
      description = "The keys, the oldest first.",
      content =
          @Content(mediaType = TYPE, schema = @Schema(implementation = KeyDirectoryJson.class)))
  @APIResponse(responseCode = "304", description = "Nothing changed since that ETag.")
  public Answer get() throws JsonProcessingException {
    byte[] json = mapper.writeValueAsBytes(KeyDirectoryJson.of(keys.published()));
    return Answer.of(new Encoded(json, TYPE), CacheRule.REFERENCE);
  }
}
