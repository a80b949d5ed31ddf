package io.tapeline.access.token;

import static io.tapeline.access.token.Fixtures.NOW;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.Configs;
import io.tapeline.access.app.AccessConfig;
import io.tapeline.access.app.KeySecret;
import io.tapeline.access.token.SigningKeyStore.Kept;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of a key that signs helps nobody who has not the secret. */
class KeySealTest {

  private static final SigningKey KEY = Fixtures.key(NOW, NOW.plus(Duration.ofDays(30)));

  private static KeySeal seal(String secret) {
    return new KeySeal(
        new KeySecret(
            Configs.of(AccessConfig.class, Map.of("tapeline.access.key-secret", secret))));
  }

  private final KeySeal seal = seal("the secret of these replicas");

  @Test
  void whoHasTheSameSecretOpensIt() {
    SigningKey opened = seal("the secret of these replicas").open(seal.seal(KEY)).orElseThrow();
    assertThat(opened.id()).isEqualTo(KEY.id());
    assertThat(opened.pair().getPrivateKey()).isEqualTo(KEY.pair().getPrivateKey());
    assertThat(opened.pair().getPublicKey()).isEqualTo(KEY.pair().getPublicKey());
    assertThat(opened.signsUntil()).isEqualTo(KEY.signsUntil());
  }

  @Test
  void nobodyElseDoes() {
    assertThat(seal("the secret of some others").open(seal.seal(KEY))).isEmpty();
  }

  @Test
  void aChangedOneIsNone() {
    Kept kept = seal.seal(KEY);
    for (int i = 0; i < kept.sealed().length; i += 7) {
      byte[] changed = kept.sealed().clone();
      changed[i] ^= 1;
      assertThat(seal.open(with(kept, kept.id(), changed))).as("byte " + i).isEmpty();
    }
    assertThat(seal.open(with(kept, "another", kept.sealed()))).isEmpty();
    assertThat(seal.open(with(kept, kept.id(), new byte[3]))).isEmpty();
    assertThat(seal.open(with(kept, kept.id(), new byte[12]))).isEmpty();
  }

  private static Kept with(Kept kept, String id, byte[] sealed) {
    return new Kept(id, sealed, kept.signsFrom(), kept.signsUntil(), kept.goneAt());
  }

  @Test
  void nothingOfItCanBeReadAndNeitherIsItTold() {
    String sealed = new String(seal.seal(KEY).sealed(), ISO_8859_1);
    assertThat(sealed).doesNotContain("kty", "P-256", KEY.id());
    assertThat(KEY).hasToString(KEY.id());
    assertThat(KEY.publicHalf()).containsOnlyKeys("kty", "crv", "x", "y", "kid", "use", "alg");
  }
}
