package dev.tarn.server.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What TLS connections of one server are made with; made when it is first asked for. */
public final class TlsContexts implements Supplier<SSLContext> {
  private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);

  private final TlsConfig config;
  private final Path directory;
  private final Clock clock;
  private @Nullable SSLContext context;

  /**
   * @param directory of the local authority; need not exist
   */
  public TlsContexts(TlsConfig config, Path directory, Clock clock) {
    this.config = config;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Makes everything now.
   *
   * @throws IOException naming the file that is not as it should be
   */
  public synchronized void prepare() throws IOException {
    if (context != null) {
      return;
    }
    try {
      KeyManager[] keys =
          config.own().isPresent() ? own(config.own().get()) : new KeyManager[] {local()};
      SSLContext created = SSLContext.getInstance("TLS");
      created.init(keys, null, null);
      context = created;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS is not possible: " + e.getMessage(), e);
    }
  }

  private KeyManager local() throws IOException, GeneralSecurityException {
    return new LocalKeyManager(
        LocalAuthority.open(directory, clock), new HostNames(config.names()), clock);
  }

  private static KeyManager[] own(TlsConfig.OwnCertificate own)
      throws IOException, GeneralSecurityException {
    try {
      PrivateKey key = PemFiles.readKey(own.key());
      X509Certificate[] chain =
          PemFiles.readCertificates(own.certificate()).toArray(X509Certificate[]::new);
      requireSamePair(key, chain[0].getPublicKey());
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("own", key, new char[0], chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException(
          "cannot use the certificate "
              + own.certificate()
              + " with the key "
              + own.key()
              + ": "
              + e,
          e);
    }
  }

  private static void requireSamePair(PrivateKey key, PublicKey certified)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
      throw new GeneralSecurityException("they do not belong together");
    }
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("they do not belong together");
    }
  }

  @Override
  public synchronized SSLContext get() {
    SSLContext made = context;
    if (made != null) {
      return made;
    }
    try {
      prepare();
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    return get();
  }

  /**
   * Makes the certificate for clients to trust, if need be, so that it is there to be found.
   *
   * @return whether it is
   */
  public boolean prepareTrusted() {
    try {
      trusted();
      return true;
    } catch (IOException e) {
      LOG.warn("There is no certificate for TLS clients to trust", e);
      return false;
    }
  }

  /**
   * The file with the certificate for clients to trust, made if need be; the user's own certificate
   * if there is one.
   */
  public Path trusted() throws IOException {
    if (config.own().isPresent()) {
      return config.own().get().certificate();
    }
    try {
      LocalAuthority.open(directory, clock);
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS is not possible: " + e.getMessage(), e);
    }
    return directory.resolve(LocalAuthority.CERTIFICATE_FILE);
  }
}
