package io.tapeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /",
        "GET /v1/prices",
        "DELETE /v1/jobs/{job}",
        "GET /openapi.yaml",
        "GET /{rest*}",
        "POST /v1/keys/{key_id}/rotate",
        "GET /.well-known/x~y"
      })
  void aRouteIsWrittenAsItIsRead(String text) {
    assertThat(Route.parse(text).toString()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/prices|a route is a method, one space and a path, as in GET /v1/prices/{asset}",
        "get /v1|the method must be GET, POST, PUT, PATCH or DELETE",
        "HEAD /v1|HEAD is asked as GET is; write GET",
        "GET v1|the path must begin with /",
        "GET /v1/|the path must not end with /, which makes no difference",
        "GET /a//b|a segment must be plain text, {name} or {name*}, not ''",
        "GET /a/..|a segment must be plain text, {name} or {name*}, not '..'",
        "GET /a b|a segment must be plain text, {name} or {name*}, not 'a b'",
        "GET /{A}|a segment must be plain text, {name} or {name*}, not '{A}'",
        "GET /%61|a segment must be plain text, {name} or {name*}, not '%61'",
        "GET /{a*}/b|{a*} must be the last segment",
        "GET /{a}/{a*}|{a*} stands there twice",
        "GET /1/2/3/4/5/6/7/8/9/10/11/12/13|the path has more than 12 segments"
      })
  void whatIsNoRouteIsRefusedInASentence(String text, String reason) {
    assertThatIllegalArgumentException().isThrownBy(() -> Route.parse(text)).withMessage(reason);
  }

  @Test
  void aPathHasABound() {
    String longest = "/" + "a".repeat(199);
    assertThat(new Route("GET", longest).template()).hasSize(200);
    assertThatIllegalArgumentException().isThrownBy(() -> new Route("GET", longest + "a"));
  }

  @Test
  void theShapeForgetsHowParametersAreCalled() {
    assertThat(Route.parse("GET /v1/{a}/x/{rest*}").shape())
        .isEqualTo(Route.parse("GET /v1/{b}/x/{more*}").shape())
        .isNotEqualTo(Route.parse("PUT /v1/{a}/x/{rest*}").shape())
        .isNotEqualTo(Route.parse("GET /v1/{a}/x/{rest}").shape());
  }
}
