package io.tapeline.http.connection;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;

/** Whether certificates have the keys that stand beside them. */
final class KeyPairs {

  private static final byte[] TEXT = "tapeline".getBytes(StandardCharsets.US_ASCII);

  private KeyPairs() {}

  static boolean belongTogether(KeyCertOptions pairs, Vertx vertx) throws GeneralSecurityException {
    for (KeyManager manager : factory(pairs, vertx).getKeyManagers()) {
      if (manager instanceof X509KeyManager known && !belongTogether(known)) {
        return false;
      }
    }
    return true;
  }

  private static KeyManagerFactory factory(KeyCertOptions pairs, Vertx vertx)
      throws GeneralSecurityException {
    try {
      return pairs.getKeyManagerFactory(vertx);
    } catch (Exception e) {
      throw new GeneralSecurityException("it is no certificate with a key", e);
    }
  }

  private static boolean belongTogether(X509KeyManager known) throws GeneralSecurityException {
    for (String type : new String[] {"RSA", "EC", "EdDSA", "Ed25519"}) {
      String[] aliases = known.getServerAliases(type, null);
      for (String alias : aliases == null ? new String[0] : aliases) {
        PublicKey shown = known.getCertificateChain(alias)[0].getPublicKey();
        if (!isKeyOf(known.getPrivateKey(alias), shown)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isKeyOf(PrivateKey key, PublicKey shown) throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(shown.getAlgorithm())) {
      return false;
    }
    Signature signature = Signature.getInstance(algorithm(key.getAlgorithm()));
    signature.initSign(key);
    signature.update(TEXT);
    byte[] signed = signature.sign();
    signature.initVerify(shown);
    signature.update(TEXT);
    return signature.verify(signed);
  }

  private static String algorithm(String key) {
    return switch (key) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key;
    };
  }
}
