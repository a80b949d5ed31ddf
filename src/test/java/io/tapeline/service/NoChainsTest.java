package io.tapeline.service;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where no node is named, the service says how to name one. */
@Tag("service")
@QuarkusTest
@TestProfile(SandboxProfile.class)
class NoChainsTest {

  @Test
  void theListOfChainsSaysWhichSettingNamesANode() {
    given()
        .get("/v1/chains")
        .then()
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("code", equalTo("no_nodes"))
        .body("detail", containsString("tapeline.chains.ethereum.nodes.NAME.url"));
  }

  @Test
  void theHeadOfAChainSaysWhichSettingNamesANode() {
    given()
        .get("/v1/chains/Ethereum/head")
        .then()
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("code", equalTo("no_nodes"))
        .body("detail", containsString("tapeline.chains.ethereum.nodes.NAME.url"));
  }

  @Test
  void readsSayTheSame() {
    given()
        .get("/v1/chains/ethereum/accounts/0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045")
        .then()
        .statusCode(503)
        .body("code", equalTo("no_nodes"));
  }

  @Test
  void whatCanBeNoChainIsUnknown() {
    given()
        .get("/v1/chains/0x12/head")
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown_chain"));
  }
}
