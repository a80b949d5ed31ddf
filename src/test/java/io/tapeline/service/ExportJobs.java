package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.matchesPattern;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/** Jobs asked for and waited for, and the files that they made. */
final class ExportJobs {

  private ExportJobs() {}

  static Response post(String address, String body) {
    return given().contentType("application/json").body(body).post(address);
  }

  /** The id of one that the service at this port has taken. */
  static String taken(int port, String address, String body) {
    return given()
        .port(port)
        .contentType("application/json")
        .body(body)
        .post(address)
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  static Response finished(Response taken) throws InterruptedException {
    return finished(RestAssured::given, taken);
  }

  /**
   * @param asker asks as whoever may see the job
   */
  static Response finished(Supplier<RequestSpecification> asker, Response taken)
      throws InterruptedException {
    taken.then().statusCode(202).header("Location", matchesPattern("\\S+/v1/jobs/[0-9a-f-]{36}"));
    String address = "/v1/jobs/" + taken.path("id");
    for (int i = 0; i < 400; i++) {
      Response job = asker.get().get(address);
      job.then().statusCode(200);
      if (!List.of("queued", "running").contains(job.<String>path("state"))) {
        return job;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError(asker.get().get(address).asString());
  }

  static String plain(byte[] file, String compression) throws IOException {
    InputStream packed = new ByteArrayInputStream(file);
    try (InputStream in =
        switch (compression) {
          case "zstd" -> new ZstdInputStream(packed);
          case "gzip" -> new GZIPInputStream(packed);
          default -> packed;
        }) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
