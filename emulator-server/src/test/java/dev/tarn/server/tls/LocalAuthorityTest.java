package dev.tarn.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocalAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final Path directory;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final Clock clock = new MovingClock(now);

  LocalAuthorityTest(@TempDir Path temporary) {
    directory = temporary.resolve("data").resolve("tls");
  }

  @Test
  void staysTheSame() throws Exception {
    X509Certificate first = LocalAuthority.open(directory, clock).certificate();

    assertThat(LocalAuthority.open(directory, clock).certificate()).isEqualTo(first);
  }

  @Test
  void isForItsOwnerAlone() throws Exception {
    LocalAuthority.open(directory, clock);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    assertThat(directory.resolve("ca.key")).satisfies(LocalAuthorityTest::ownerOnly);
    assertThat(directory.resolve("ca.pem")).satisfies(LocalAuthorityTest::ownerOnly);
  }

  private static void ownerOnly(Path file) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void isMadeAnewWhenItIsNearItsEnd() throws Exception {
    X509Certificate first = LocalAuthority.open(directory, clock).certificate();
    now.set(NOW.plus(Duration.ofDays(3600)));
    assertThat(LocalAuthority.open(directory, clock).certificate()).isEqualTo(first);

    now.set(NOW.plus(Duration.ofDays(3625)));

    assertThat(LocalAuthority.open(directory, clock).certificate()).isNotEqualTo(first);
  }

  @Test
  void vouchesForNamesAndAddresses() throws Exception {
    LocalAuthority authority = LocalAuthority.open(directory, clock);
    KeyPair pair = LocalAuthority.newKeyPair();

    X509Certificate issued = authority.issue(pair, new HostNames(List.of("tarn")).certified());

    issued.verify(authority.certificate().getPublicKey());
    assertThat(issued.getBasicConstraints()).isEqualTo(-1);
    assertThat(authority.certificate().getBasicConstraints()).isZero();
    assertThat(issued.getSubjectAlternativeNames())
        .<String>extracting(name -> (String) name.get(1))
        .containsExactly(
            "localhost", "*.localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "tarn", "*.tarn");
  }

  @Test
  void certificatesAreMadeAnewBeforeTheyExpire() throws Exception {
    LocalKeyManager keys =
        new LocalKeyManager(LocalAuthority.open(directory, clock), new HostNames(List.of()), clock);
    X509Certificate first = keys.getCertificateChain("bucket.localhost")[0];
    assertThat(first.getSubjectAlternativeNames()).anyMatch(n -> n.contains("bucket.localhost"));
    assertThat(keys.getCertificateChain("bucket.localhost")[0]).isSameAs(first);

    now.set(NOW.plus(Duration.ofDays(61)));

    X509Certificate second = keys.getCertificateChain("bucket.localhost")[0];
    assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
  }

  @ParameterizedTest
  @CsvSource({
    "bucket.localhost, true",
    "a.b.LOCALHOST, true",
    "bucket.tarn, true",
    "tarn, false",
    "localhost, false",
    "example.com, false",
    "localhost.example.com, false",
    "a..localhost, false",
    "*.localhost, false",
  })
  void aCertificateIsMadeForNamesBelowOursOnly(String name, boolean expected) {
    assertThat(new HostNames(List.of("tarn")).isBelowOurs(name)).isEqualTo(expected);
  }

  @Test
  void aCertificateOfTheUsersOwnIsUsed() throws Exception {
    Path certificate = directory.resolve("own.pem");
    Path key = directory.resolve("own.key");
    LocalAuthority authority = LocalAuthority.open(directory, clock);
    KeyPair pair = LocalAuthority.newKeyPair();
    PemFiles.writeCertificate(certificate, authority.issue(pair, List.of("own.example")));
    PemFiles.writeKey(key, pair.getPrivate());

    new TlsContexts(own(certificate, key), directory, clock).prepare();

    assertThat(new TlsContexts(own(certificate, key), directory, clock).trusted())
        .isEqualTo(certificate);
  }

  @Test
  void whatIsNoCertificateOfTheUsersOwnIsNamed() throws Exception {
    LocalAuthority.open(directory, clock);
    Path certificate = directory.resolve("ca.pem");
    Path nothing = directory.resolve("nothing.key");

    assertThatThrownBy(() -> new TlsContexts(own(certificate, nothing), directory, clock).prepare())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing.key");
    assertThatThrownBy(
            () -> new TlsContexts(own(certificate, certificate), directory, clock).prepare())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no private key");
    PemFiles.writeKey(nothing, LocalAuthority.newKeyPair().getPrivate());
    assertThatThrownBy(() -> new TlsContexts(own(certificate, nothing), directory, clock).prepare())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("do not belong together");
  }

  private static TlsConfig own(Path certificate, Path key) {
    return new TlsConfig(List.of(), Optional.of(new TlsConfig.OwnCertificate(certificate, key)));
  }

  /** A clock that tests move. */
  private static final class MovingClock extends Clock {
    private final AtomicReference<Instant> now;

    MovingClock(AtomicReference<Instant> now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
