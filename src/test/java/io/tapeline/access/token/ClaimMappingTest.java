package io.tapeline.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.Configs;
import io.tapeline.access.Scope;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** What claims of another issuer mean here. */
class ClaimMappingTest {

  private static ClaimMapping mapping(String... settings) {
    return new ClaimMapping(config(settings));
  }

  /**
   * @param settings each {@code name:value}
   */
  private static IssuerConfig config(String... settings) {
    Map<String, String> properties = new HashMap<>();
    for (String setting : settings) {
      String[] parts = setting.split(":", 2);
      properties.put("tapeline.issuer." + parts[0], parts[1]);
    }
    return Configs.of(IssuerConfig.class, properties);
  }

  private static JwtClaims claims(String json) throws Exception {
    return JwtClaims.parse(json);
  }

  @Test
  void scopesOfOursAreTakenAsTheyAreWhereNothingIsSaid() throws Exception {
    assertThat(mapping().scopes(claims("{\"scope\":\"openid prices:read  admin x\"}")))
        .containsExactlyInAnyOrder(Scope.PRICES_READ, Scope.ADMIN);
    assertThat(mapping().scopes(claims("{\"scope\":[\"prices:read\",7,null]}")))
        .containsExactly(Scope.PRICES_READ);
    assertThat(mapping().scopes(claims("{}"))).isEmpty();
    assertThat(mapping().scopes(claims("{\"scope\":{\"admin\":1}}"))).isEmpty();
  }

  @Test
  void othersGiveWhatTheConfigurationSaysAndThenOursNothing() throws Exception {
    ClaimMapping mapping =
        mapping(
            "scope-claim:scp",
            "scopes:market.read=prices:read,market.read=history:read,urn:x:ops=jobs:write");
    assertThat(mapping.scopes(claims("{\"scp\":[\"market.read\"],\"scope\":\"admin\"}")))
        .containsExactlyInAnyOrder(Scope.PRICES_READ, Scope.HISTORY_READ);
    assertThat(mapping.scopes(claims("{\"scp\":\"urn:x:ops admin\"}")))
        .containsExactly(Scope.JOBS_WRITE);
  }

  @Test
  void aRoleMayAdminister() throws Exception {
    ClaimMapping mapping = mapping("role-claim:realm_access.roles", "admin-role:market-admin");
    assertThat(mapping.scopes(claims("{\"realm_access\":{\"roles\":[\"user\",\"market-admin\"]}}")))
        .containsExactly(Scope.ADMIN);
    assertThat(mapping.scopes(claims("{\"realm_access\":{\"roles\":[\"market-admins\"]}}")))
        .isEmpty();
    assertThat(mapping.scopes(claims("{\"roles\":[\"market-admin\"]}"))).isEmpty();
    ClaimMapping named = mapping("role-claim:https://id.example/roles", "admin-role:boss");
    assertThat(named.scopes(claims("{\"https://id.example/roles\":\"boss\"}")))
        .containsExactly(Scope.ADMIN);
  }

  @Test
  void tenantAndPlanAreTextOrTheTokenIsNotGood() throws Exception {
    ClaimMapping mapping = mapping("tenant-claim:org.name", "plan-claim:plan");
    JwtClaims good = claims("{\"org\":{\"name\":\"desk one\"},\"plan\":\"pro\"}");
    assertThat(mapping.tenant(good)).isEqualTo("desk one");
    assertThat(mapping.plan(good)).isEqualTo("pro");
    assertThat(mapping.tenant(claims("{\"org\":\"x\"}"))).isNull();
    JwtClaims odd = claims("{\"plan\":[\"pro\"]}");
    assertThatThrownBy(() -> mapping.plan(odd)).isInstanceOf(IllegalArgumentException.class);
    assertThat(mapping().tenant(good)).isNull();
  }

  @Test
  void whatMakesNoSenseIsRefusedAtTheStart() {
    assertThatThrownBy(() -> mapping("scopes:x=everything"))
        .hasMessageContaining("tapeline.issuer.scopes")
        .hasMessageContaining("x=everything");
    assertThatThrownBy(() -> mapping("scopes:=admin")).hasMessageContaining("=admin");
    assertThatThrownBy(() -> mapping("role-claim:groups")).hasMessageContaining("admin-role");
    assertThatThrownBy(() -> trusted("name:x", "audience:y")).hasMessageContaining("jwks");
    assertThatThrownBy(() -> trusted("name:x", "jwks:https://x")).hasMessageContaining("audience");
    assertThatThrownBy(() -> trusted("name:x", "audience:y", "jwks:http://id.example/keys"))
        .hasMessageContaining("must be https");
    assertThat(trusted("name:x", "audience:y", "jwks:http://127.0.0.1:9/keys")).isNotNull();
  }

  private static TrustedIssuer trusted(String... settings) {
    return TrustedIssuer.of(config(settings)).orElseThrow();
  }
}
