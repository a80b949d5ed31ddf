package io.tapeline.http;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BootTest {
  @Test
  void boots() {
    for (String p :
        new String[] {
          "/v1/assets?limit=2",
          "/v1/assets/btc",
          "/v1/assets/btcc",
          "/v1/markets",
          "/nope",
          "/openapi.yaml",
          "/openapi.json",
          "/docs/",
          "/problems/unknown_asset",
          "/v1/assets?limit=x&foo=1&fields=id,zap&cursor=aa",
          "/v1/assets?limit=2&fields=id,contracts.chain"
        }) {
      var r = given().urlEncodingEnabled(false).get(p);
      System.err.println(
          "==== "
              + p
              + " "
              + r.statusCode()
              + "\n"
              + r.headers()
              + "\n"
              + r.asString()
                  .substring(0, Math.min(p.endsWith("yaml") ? 30000 : 900, r.asString().length())));
    }
    for (String a : new String[] {"text/csv", "application/x-ndjson", "image/png"}) {
      var r = given().accept(a).get("/v1/assets?limit=2");
      System.err.println(
          "==== " + a + " " + r.statusCode() + "\n" + r.headers() + "\n" + r.asString());
    }
    var r = given().head("/v1/assets?limit=2");
    System.err.println("==== HEAD " + r.statusCode() + "\n" + r.headers() + "\n" + r.asString());
    r = given().post("/v1/assets");
    System.err.println("==== POST " + r.statusCode() + "\n" + r.headers() + "\n" + r.asString());
  }
}
