package dev.tarn.account;

import static dev.tarn.account.AccountFixture.TRUST;
import static dev.tarn.account.AccountFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.protocol.Caller;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

class StsTest {
  private static final String ROLE = "arn:aws:iam::000000000000:role/lake/loader";

  @TempDir Path directory;
  private AccountFixture account;

  @BeforeEach
  void open() {
    account = new AccountFixture(directory);
    account
        .iam()
        .createRole(r -> r.roleName("loader").path("/lake/").assumeRolePolicyDocument(TRUST));
  }

  private static <T> T signedWith(String accessKeyId, Supplier<T> call) {
    return ScopedValue.where(Caller.CURRENT, new Caller(accessKeyId)).call(call::get);
  }

  private GetCallerIdentityResponse caller(String accessKeyId) {
    return signedWith(accessKeyId, () -> account.sts().getCallerIdentity());
  }

  private AssumeRoleResponse assume(String session) {
    return account.sts().assumeRole(r -> r.roleArn(ROLE).roleSessionName(session));
  }

  @Test
  void anyCredentialsAreTheRoot() {
    GetCallerIdentityResponse caller = caller("any");
    assertThat(caller.arn()).isEqualTo("arn:aws:iam::000000000000:root");
    assertThat(caller.account()).isEqualTo("000000000000");
    assertThat(caller.userId()).isEqualTo("000000000000");
  }

  @Test
  void theKeyOfAUserIsTheUser() {
    account.iam().createUser(r -> r.userName("u"));
    AccessKey key = account.iam().createAccessKey(r -> r.userName("u")).accessKey();
    assertThat(caller(key.accessKeyId()).arn()).isEqualTo("arn:aws:iam::000000000000:user/u");
    assertThat(signedWith(key.accessKeyId(), () -> account.iam().getUser().user().userName()))
        .isEqualTo("u");
    assertThat(account.services.secret(key.accessKeyId())).contains(key.secretAccessKey());
  }

  @Test
  void anAssumedRoleIsTheCallerUntilItExpires() {
    AssumeRoleResponse assumed = assume("job-1");
    String key = assumed.credentials().accessKeyId();
    account.reopen();

    assertThat(key).matches("ASIA[A-Z2-7]{16}");
    assertThat(assumed.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z2-7]{17}:job-1");
    assertThat(caller(key).arn())
        .isEqualTo("arn:aws:sts::000000000000:assumed-role/loader/job-1")
        .isEqualTo(assumed.assumedRoleUser().arn());
    assertThat(caller(key).userId()).isEqualTo(assumed.assumedRoleUser().assumedRoleId());
    assertThat(account.services.secret(key)).contains(assumed.credentials().secretAccessKey());
    assertThat(assumed.credentials().expiration())
        .isEqualTo(account.clock.instant().plus(Duration.ofHours(1)));

    account.clock.forward(Duration.ofHours(1).plusSeconds(1));
    refused(
        403,
        "ExpiredToken",
        "The security token included in the request is expired",
        () -> caller(key));
    assertThat(account.services.secret(key)).isEmpty();
  }

  @Test
  void aRoleThatIsNotThereCannotBeAssumed() {
    refused(
        403,
        "AccessDenied",
        "User: arn:aws:iam::000000000000:root is not authorized to perform: sts:AssumeRole on"
            + " resource: arn:aws:iam::000000000000:role/nobody",
        () ->
            account
                .sts()
                .assumeRole(
                    r -> r.roleArn("arn:aws:iam::000000000000:role/nobody").roleSessionName("s1")));
  }

  @Test
  void aSessionIsNotLongerThanTheRoleAllows() {
    refused(
        400,
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        () ->
            account
                .sts()
                .assumeRole(r -> r.roleArn(ROLE).roleSessionName("s1").durationSeconds(3601)));
    refused(
        400,
        "ValidationError",
        () ->
            account
                .sts()
                .assumeRole(r -> r.roleArn(ROLE).roleSessionName("s1").durationSeconds(899)));
    refused(400, "ValidationError", () -> assume("no spaces"));
    refused(
        400,
        "MalformedPolicyDocument",
        () ->
            account.sts().assumeRole(r -> r.roleArn(ROLE).roleSessionName("s1").policy("no json")));
  }

  @Test
  void aSessionTokenIsTheSameCaller() {
    String key = account.sts().getSessionToken().credentials().accessKeyId();
    assertThat(caller(key).arn()).isEqualTo("arn:aws:iam::000000000000:root");
    String role = assume("s1").credentials().accessKeyId();
    refused(403, "AccessDenied", () -> signedWith(role, () -> account.sts().getSessionToken()));
  }

  @Test
  void aWebIdentityIsTakenAtItsWord() {
    long expiry = account.clock.instant().plusSeconds(60).getEpochSecond();
    String token =
        jwt(
            "{\"iss\":\"https://id.example\",\"sub\":\"job\",\"aud\":[\"lake\"],\"exp\":"
                + expiry
                + "}");
    AssumeRoleWithWebIdentityResponse assumed =
        account
            .sts()
            .assumeRoleWithWebIdentity(
                r -> r.roleArn(ROLE).roleSessionName("s1").webIdentityToken(token));
    assertThat(assumed.subjectFromWebIdentityToken()).isEqualTo("job");
    assertThat(assumed.audience()).isEqualTo("lake");
    assertThat(assumed.provider()).isEqualTo("https://id.example");
    assertThat(caller(assumed.credentials().accessKeyId()).arn())
        .isEqualTo(assumed.assumedRoleUser().arn());

    account.clock.forward(Duration.ofSeconds(61));
    refused(
        400,
        "ExpiredTokenException",
        () ->
            account
                .sts()
                .assumeRoleWithWebIdentity(
                    r -> r.roleArn(ROLE).roleSessionName("s1").webIdentityToken(token)));
    refused(
        400,
        "InvalidIdentityToken",
        () ->
            account
                .sts()
                .assumeRoleWithWebIdentity(
                    r -> r.roleArn(ROLE).roleSessionName("s1").webIdentityToken("no token")));
  }

  private static String jwt(String claims) {
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".sig";
  }
}
