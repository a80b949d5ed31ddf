package io.tapeline.access.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Another issuer, of OpenID Connect, whose tokens are good here. */
@ConfigMapping(prefix = "tapeline.issuer")
public interface IssuerConfig {

  /** Its name as its tokens have it ({@code iss}); without one, only tokens of ours are good. */
  Optional<String> name();

  /** What its tokens must be for ({@code aud}); needed with a name. */
  Optional<String> audience();

  /**
   * Where its keys are (JWKS): {@code https}, or {@code http} on this machine; needed with a name.
   */
  Optional<URI> jwks();

  /**
   * The claim that has a token's scopes, as text with spaces between or as a list: {@code scope}
   * unless said otherwise. A claim in another one is {@code realm_access.roles}.
   */
  Optional<String> scopeClaim();

  /**
   * What its scopes give here, such as {@code market.read=prices:read,market.read=history:read};
   * where nothing is said, scopes of ours give what they say.
   */
  Optional<Set<String>> scopes();

  /** The claim that has the roles of a person. */
  Optional<String> roleClaim();

  /** The role whose holders may administer ({@code admin}). */
  Optional<String> adminRole();

  /** The claim that names a person's tenant here, by its name. */
  Optional<String> tenantClaim();

  /** The claim that names a person's plan, which goes before that of their tenant. */
  Optional<String> planClaim();

  /** How far its clock may be from ours. 0 s to 5 min. */
  @WithDefault("30s")
  @DurationMin(seconds = 0)
  @DurationMax(minutes = 5)
  Duration clockSkew();

  /** Its keys are fetched so often. 10 s to 1 d. */
  @WithDefault("5m")
  @DurationMin(seconds = 10)
  @DurationMax(days = 1)
  Duration refresh();

  /**
   * A key that is not known, or a failure, makes its keys be fetched again, but not sooner than
   * after this. 1 s to 1 h.
   */
  @WithDefault("10s")
  @DurationMin(seconds = 1)
  @DurationMax(hours = 1)
  Duration leastRefresh();

  /** So long it is waited for; no request waits for it. 100 ms to 1 min. */
  @WithDefault("5s")
  @DurationMin(millis = 100)
  @DurationMax(minutes = 1)
  Duration timeout();
}
