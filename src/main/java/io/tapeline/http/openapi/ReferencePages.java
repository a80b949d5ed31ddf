package io.tapeline.http.openapi;

import io.tapeline.http.Answer;
import io.tapeline.http.CacheRule;
import io.tapeline.http.Encoded;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The contract for people: a page of ours and what it loads, all of it from here. No script or
 * style stands in the page itself, so that browsers can be told to run none.
 */
@Path("/docs")
public class ReferencePages {

  private static final String PAGE = "index.html";
  private static final String OURS = "/reference/";
  private static final String SWAGGER_UI = OURS + "META-INF/resources/openapi-ui/";
  private static final String SCRIPT = "text/javascript;charset=utf-8";

  /**
   * @param path of a resource
   */
  private record File(String path, String mediaType) {}

  private static final Map<String, File> FILES =
      Map.of(
          PAGE,
          new File(OURS + PAGE, "text/html;charset=utf-8"),
          "start.js",
          new File(OURS + "start.js", SCRIPT),
          "swagger-ui-bundle.js",
          new File(SWAGGER_UI + "swagger-ui-bundle.js", SCRIPT),
          "swagger-ui.css",
          new File(SWAGGER_UI + "swagger-ui.css", "text/css;charset=utf-8"));

  private final Map<String, Encoded> read = new ConcurrentHashMap<>();

  @GET
  @Operation(hidden = true)
  public Answer page() {
    return file(PAGE);
  }

  @GET
  @Path("{file}")
  @Operation(hidden = true)
  public Answer file(@PathParam("file") String name) {
    return Answer.of(read.computeIfAbsent(name, ReferencePages::read), CacheRule.REFERENCE);
  }

  private static Encoded read(String name) {
    File file = FILES.get(name);
    if (file == null) {
      throw new ProblemException(new Problem.NotFound("/docs/" + name));
    }
    try (InputStream bytes = ReferencePages.class.getResourceAsStream(file.path)) {
      if (bytes == null) {
        throw new IllegalStateException("the build left out " + file.path);
      }
      return new Encoded(bytes.readAllBytes(), file.mediaType);
    } catch (IOException e) {
      throw new IllegalStateException(file.path + " can't be read", e);
    }
  }
}
