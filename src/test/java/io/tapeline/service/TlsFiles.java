package io.tapeline.service;

import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server's certificate and one of a client, made up for a test.
 *
 * @param folder with {@code name.crt}, {@code name.key}, and the like of the client
 */
record TlsFiles(Path folder, String name) {

  private static final char[] PASSWORD = "changeit".toCharArray();

  static TlsFiles make(Path folder, String name) throws Exception {
    Files.createDirectories(folder);
    var _ =
        new CertificateGenerator(folder, true)
            .generate(
                new CertificateRequest()
                    .withName(name)
                    .withFormat(Format.PEM)
                    .withCN("localhost")
                    .withSubjectAlternativeName("DNS:localhost")
                    .withClientCertificate());
    return new TlsFiles(folder, name);
  }

  Path certificate() {
    return folder.resolve(name + ".crt");
  }

  Path key() {
    return folder.resolve(name + ".key");
  }

  /** Who signed the client's certificate. */
  Path clientAuthorities() {
    return folder.resolve(name + "-server-ca.crt");
  }

  /** Puts this certificate in place of another one's, the key first, as a tool would. */
  void replace(TlsFiles other) throws IOException {
    Files.copy(key(), other.key(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(certificate(), other.certificate(), StandardCopyOption.REPLACE_EXISTING);
  }

  Certificate serverCertificate() throws IOException, GeneralSecurityException {
    return read(certificate());
  }

  private static Certificate read(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  /** A caller that trusts these servers, and shows no certificate. */
  static SSLContext trusting(TlsFiles... servers) throws IOException, GeneralSecurityException {
    return context(new KeyManager[0], servers);
  }

  /** One that shows this client's certificate. */
  SSLContext clientTrusting(TlsFiles... servers) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, PASSWORD);
    String pem = Files.readString(folder.resolve(name + "-client.key"));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
    PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    keys.setKeyEntry(
        "client", key, PASSWORD, new Certificate[] {read(folder.resolve(name + "-client.crt"))});
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    return context(factory.getKeyManagers(), servers);
  }

  private static SSLContext context(KeyManager[] keys, TlsFiles... servers)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    for (TlsFiles server : servers) {
      trusted.setCertificateEntry(server.name, server.serverCertificate());
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, factory.getTrustManagers(), null);
    return context;
  }
}
