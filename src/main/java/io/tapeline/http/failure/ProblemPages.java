package io.tapeline.http.failure;

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
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A page for each problem: what it means and what to do about it. */
@Path("/problems")
public class ProblemPages {

  private static final Pattern CODE = Pattern.compile("[a-z_]{1,40}");

  private final Map<String, Encoded> pages = new ConcurrentHashMap<>();

  @GET
  @Path("{code}")
  @Operation(hidden = true)
  public Answer page(@PathParam("code") String code) {
    return Answer.of(pages.computeIfAbsent(code, ProblemPages::read), CacheRule.REFERENCE);
  }

  private static Encoded read(String code) {
    if (!CODE.matcher(code).matches()) {
      throw missing(code);
    }
    try (InputStream page = ProblemPages.class.getResourceAsStream("/problems/" + code + ".md")) {
      if (page == null) {
        throw missing(code);
      }
      String text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
      return new Encoded(
          Markdown.page(code, text).getBytes(StandardCharsets.UTF_8), "text/html;charset=utf-8");
    } catch (IOException e) {
      throw new IllegalStateException("the page of " + code + " can't be read", e);
    }
  }

  private static ProblemException missing(String code) {
    return new ProblemException(new Problem.NotFound("/problems/" + code));
  }
}
