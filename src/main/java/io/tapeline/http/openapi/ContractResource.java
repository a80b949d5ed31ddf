package io.tapeline.http.openapi;

import io.quarkus.smallrye.openapi.runtime.OpenApiConstants;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Encoded;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The contract for programs, with all that an answer has: tag, digest, coding. */
@Path("/")
public class ContractResource {

  private static final String YAML = "application/yaml;charset=utf-8";

  private final OpenApiDocumentService documents;
  private final Map<Format, Encoded> made = new ConcurrentHashMap<>();

  @Inject
  public ContractResource(OpenApiDocumentService documents) {
    this.documents = documents;
  }

  @GET
  @Path("openapi")
  @Operation(hidden = true)
  public Answer either(@HeaderParam("Accept") @Nullable String accept) {
    return answer(accept != null && accept.contains(Encoded.JSON) ? Format.JSON : Format.YAML);
  }

  @GET
  @Path("openapi.json")
  @Operation(hidden = true)
  public Answer json() {
    return answer(Format.JSON);
  }

  @GET
  @Path("openapi.yaml")
  @Operation(hidden = true)
  public Answer yaml() {
    return answer(Format.YAML);
  }

  @GET
  @Path("openapi.yml")
  @Operation(hidden = true)
  public Answer yml() {
    return answer(Format.YAML);
  }

  /** It stays as it was built for as long as the process runs. */
  private Answer answer(Format format) {
    return Answer.of(made.computeIfAbsent(format, this::make), CacheRule.REFERENCE);
  }

  private Encoded make(Format format) {
    byte[] document = documents.getDocument(OpenApiConstants.DEFAULT_DOCUMENT_NAME, format);
    return new Encoded(document, format == Format.JSON ? Encoded.JSON : YAML);
  }
}
