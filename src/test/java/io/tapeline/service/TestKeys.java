package io.tapeline.service;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes tenants and keys, as an administrator does. */
final class TestKeys {

  private static final int LOOKS = 300;

  private TestKeys() {}

  static RequestSpecification as(String key) {
    return given().header("Authorization", "Bearer " + key);
  }

  static RequestSpecification admin() {
    return as(GuardedSandbox.ADMIN).contentType("application/json");
  }

  /** Until the first key is there. */
  static void awaitAdmin() throws InterruptedException {
    for (int i = 0; i < LOOKS; i++) {
      if (admin().get("/v1/account").statusCode() == 200) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException("there is no first key");
  }

  /** Makes this the policy now. */
  static Response reload(String policy) {
    GuardedSandbox.write(policy);
    return admin().post("/v1/admin/policy/reload");
  }

  /**
   * @return its id
   */
  static String tenant(String name, String plan) {
    Response made = admin().body(Map.of("name", name, "plan", plan)).post("/v1/admin/tenants");
    made.then().statusCode(201);
    return made.path("id");
  }

  /**
   * @param more fields of the request
   * @return the answer, with the key's text as {@code secret}
   */
  static Response key(String tenant, String more) {
    Response made = admin().body("{\"tenant\":\"" + tenant + "\"," + more + "}").post("/v1/keys");
    made.then().statusCode(201);
    return made;
  }

  static String secret(String tenant, String more) {
    return key(tenant, more).path("secret");
  }
}
