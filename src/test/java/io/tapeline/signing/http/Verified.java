package io.tapeline.signing.http;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.tapeline.signing.command.VerifyCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Saves answers of the service that runs and has them checked. */
public final class Verified {

  static final String DIRECTORY = "/.well-known/http-message-signatures-directory";

  private Verified() {}

  /** What the command says of an answer that was asked at this path. */
  public static String says(Response answer, String method, String path, Path folder)
      throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.statusCode() + " \r\n");
    for (Header header : answer.headers()) {
      head.append(header.getName()).append(": ").append(header.getValue()).append("\r\n");
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    new VerifyCommand(new PrintStream(said, true, StandardCharsets.UTF_8))
        .run(
            List.of(
                "--headers",
                Files.writeString(folder.resolve("head"), head + "\r\n").toString(),
                "--body",
                Files.write(folder.resolve("body"), answer.asByteArray()).toString(),
                "--keys",
                Files.write(folder.resolve("keys"), given().get(DIRECTORY).asByteArray())
                    .toString(),
                "--method",
                method,
                "--url",
                "http://localhost:" + RestAssured.port + path));
    return said.toString(StandardCharsets.UTF_8);
  }
}
