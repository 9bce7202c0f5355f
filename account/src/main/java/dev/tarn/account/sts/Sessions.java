package dev.tarn.account.sts;

import dev.tarn.account.iam.Iam;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.Caller;
import dev.tarn.storage.entity.EntityFiles;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The temporary credentials that were given out, and whom any credentials stand for. */
final class Sessions {
  private static final int SECRET_BYTES = 30;
  private static final int TOKEN_BYTES = 240;
  private static final int FORBIDDEN = 403;
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final EntityFiles<AssumeRoleResponse> files;
  private final Iam iam;
  private final AwsAccount account;
  private final UniqueIds ids;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Sessions(
      EntityFiles<AssumeRoleResponse> files,
      Iam iam,
      AwsAccount account,
      UniqueIds ids,
      Clock clock) {
    this.files = files;
    this.iam = iam;
    this.account = account;
    this.ids = ids;
    this.clock = clock;
  }

  /** New credentials that stand for somebody, for some time. */
  Credentials create(Identity identity, int seconds) {
    forgetOld();
    Credentials credentials =
        Credentials.builder()
            .accessKeyId(ids.withPrefix("ASIA", 16))
            .secretAccessKey(random(SECRET_BYTES))
            .sessionToken(random(TOKEN_BYTES))
            .expiration(clock.instant().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS))
            .build();
    files.put(
        credentials.accessKeyId(),
        AssumeRoleResponse.builder()
            .credentials(credentials)
            .assumedRoleUser(user -> user.arn(identity.arn()).assumedRoleId(identity.userId()))
            .build());
    return credentials;
  }

  /**
   * Who makes the current call: whose temporary credentials or access key it was signed with, and
   * the account's root for all others.
   */
  Identity caller() {
    String accessKeyId = Caller.currentAccessKeyId();
    Optional<AssumeRoleResponse> session = files.find(accessKeyId);
    if (session.isPresent()) {
      if (session.get().credentials().expiration().isBefore(clock.instant())) {
        throw AwsErrors.of(
            "ExpiredToken", "The security token included in the request is expired", FORBIDDEN);
      }
      return new Identity(
          session.get().assumedRoleUser().arn(), session.get().assumedRoleUser().assumedRoleId());
    }
    return iam.activeKey(accessKeyId)
        .map(iam::owner)
        .map(user -> new Identity(user.arn(), user.userId()))
        .orElseGet(() -> new Identity(account.globalArn("iam", "root"), account.accountId()));
  }

  /** What belongs to an access key that was made here, also when its time is over. */
  Optional<Credentials> credentials(String accessKeyId) {
    return files
        .find(accessKeyId)
        .map(AssumeRoleResponse::credentials)
        .or(() ->
            iam.activeKey(accessKeyId)
                .map(key ->
                    Credentials.builder()
                        .accessKeyId(key.accessKeyId())
                        .secretAccessKey(key.secretAccessKey())
                        .build()));
  }

  /** The secret of an access key that was made here and is still good. */
  Optional<String> secret(String accessKeyId) {
    return files
        .find(accessKeyId)
        .map(AssumeRoleResponse::credentials)
        .filter(credentials -> credentials.expiration().isAfter(clock.instant()))
        .map(Credentials::secretAccessKey)
        .or(() -> iam.activeKey(accessKeyId).map(AccessKey::secretAccessKey));
  }

  private void forgetOld() {
    Instant limit = clock.instant().minus(REMEMBERED);
    List<String> old =
        files.all().values().stream()
            .map(AssumeRoleResponse::credentials)
            .filter(credentials -> credentials.expiration().isBefore(limit))
            .map(Credentials::accessKeyId)
            .toList();
    old.forEach(files::remove);
  }

  private String random(int bytes) {
    byte[] secret = new byte[bytes];
    random.nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }
}
