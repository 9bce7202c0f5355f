package dev.tarn.account.sts;

import dev.tarn.account.iam.Iam;
import dev.tarn.account.iam.PolicyDocument;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.validation.Constraints;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/** The STS operations. How large AWS finds a session policy when packed is not answered. */
final class StsOperations {
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]*");
  private static final int SHORTEST = 900;
  private static final int LONGEST_ROLE = 43_200;
  private static final int LONGEST_TOKEN = 129_600;
  private static final int DEFAULT_ROLE = 3600;
  private static final int DEFAULT_TOKEN = 43_200;
  private static final int CHAINED = 3600;
  private static final int MAX_POLICY = 2048;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  private final Sessions sessions;
  private final Iam iam;
  private final AwsAccount account;
  private final Clock clock;

  StsOperations(Sessions sessions, Iam iam, AwsAccount account, Clock clock) {
    this.sessions = sessions;
    this.iam = iam;
    this.account = account;
    this.clock = clock;
  }

  GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
    Identity caller = sessions.caller();
    return GetCallerIdentityResponse.builder()
        .account(account.accountId())
        .arn(caller.arn())
        .userId(caller.userId())
        .build();
  }

  AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
    checkRole(request.roleArn(), request.roleSessionName(), request.durationSeconds());
    checkPolicy(request.policy());
    Identity caller = sessions.caller();
    Role role =
        iam.roleByArn(request.roleArn())
            .orElseThrow(() ->
                denied(
                    "User: "
                        + caller.arn()
                        + " is not authorized to perform: sts:AssumeRole on resource: "
                        + request.roleArn()));
    int seconds = duration(role, request.durationSeconds());
    if (caller.isRole() && seconds > CHAINED) {
      throw validation(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining");
    }
    Identity assumed = assumed(role, request.roleSessionName());
    return AssumeRoleResponse.builder()
        .credentials(sessions.create(assumed, seconds))
        .assumedRoleUser(user -> user.arn(assumed.arn()).assumedRoleId(assumed.userId()))
        .sourceIdentity(request.sourceIdentity())
        .build();
  }

  AssumeRoleWithWebIdentityResponse assumeRoleWithWebIdentity(
      AssumeRoleWithWebIdentityRequest request) {
    checkRole(request.roleArn(), request.roleSessionName(), request.durationSeconds());
    Constraints.withoutValues()
        .notNull("webIdentityToken", request.webIdentityToken())
        .length("webIdentityToken", request.webIdentityToken(), 4, 20_000)
        .orThrow(StsOperations::validation);
    checkPolicy(request.policy());
    WebIdentityToken token = WebIdentityToken.parse(request.webIdentityToken());
    token
        .expiry()
        .filter(expiry -> expiry.isBefore(clock.instant()))
        .ifPresent(expiry -> {
          throw AwsErrors.of(
              "ExpiredTokenException",
              "Token expired: current date/time must be before the expiration date/time",
              BAD_REQUEST);
        });
    Role role =
        iam.roleByArn(request.roleArn())
            .orElseThrow(() -> denied("Not authorized to perform sts:AssumeRoleWithWebIdentity"));
    Identity assumed = assumed(role, request.roleSessionName());
    return AssumeRoleWithWebIdentityResponse.builder()
        .credentials(sessions.create(assumed, duration(role, request.durationSeconds())))
        .assumedRoleUser(user -> user.arn(assumed.arn()).assumedRoleId(assumed.userId()))
        .subjectFromWebIdentityToken(token.subject())
        .audience(token.audience())
        .provider(request.providerId() == null ? token.issuer() : request.providerId())
        .build();
  }

  GetSessionTokenResponse getSessionToken(GetSessionTokenRequest request) {
    Constraints.withValues()
        .range("durationSeconds", request.durationSeconds(), SHORTEST, LONGEST_TOKEN)
        .orThrow(StsOperations::validation);
    Identity caller = sessions.caller();
    if (caller.isRole()) {
      throw denied("Cannot call GetSessionToken with session credentials");
    }
    int seconds = request.durationSeconds() == null ? DEFAULT_TOKEN : request.durationSeconds();
    return GetSessionTokenResponse.builder().credentials(sessions.create(caller, seconds)).build();
  }

  /** Whatever the key: there is one account, and every key acts in it. */
  GetAccessKeyInfoResponse getAccessKeyInfo(GetAccessKeyInfoRequest request) {
    Constraints.withValues()
        .notNull("accessKeyId", request.accessKeyId())
        .length("accessKeyId", request.accessKeyId(), 16, 128)
        .orThrow(StsOperations::validation);
    return GetAccessKeyInfoResponse.builder().account(account.accountId()).build();
  }

  private Identity assumed(Role role, String sessionName) {
    return new Identity(
        account.globalArn("sts", "assumed-role/" + role.roleName() + "/" + sessionName),
        role.roleId() + ":" + sessionName);
  }

  private static void checkRole(
      @Nullable String arn, @Nullable String sessionName, @Nullable Integer seconds) {
    Constraints.withValues()
        .notNull("roleArn", arn)
        .length("roleArn", arn, 20, 2048)
        .notNull("roleSessionName", sessionName)
        .length("roleSessionName", sessionName, 2, 64)
        .pattern("roleSessionName", sessionName, SESSION_NAME)
        .range("durationSeconds", seconds, SHORTEST, LONGEST_ROLE)
        .orThrow(StsOperations::validation);
    if (arn == null || !arn.startsWith("arn:") || !arn.contains(":role/")) {
      throw validation(arn + " is invalid");
    }
  }

  private static void checkPolicy(@Nullable String policy) {
    if (policy != null) {
      Constraints.withoutValues()
          .length("policy", policy, 1, MAX_POLICY)
          .orThrow(StsOperations::validation);
      PolicyDocument.checkIdentityPolicy(policy);
    }
  }

  private static int duration(Role role, @Nullable Integer requested) {
    int seconds = requested == null ? DEFAULT_ROLE : requested;
    if (seconds > role.maxSessionDuration()) {
      throw validation(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return seconds;
  }

  private static RuntimeException denied(String message) {
    return AwsErrors.of("AccessDenied", message, FORBIDDEN);
  }

  private static AwsServiceException validation(String message) {
    return AwsErrors.of("ValidationError", message, BAD_REQUEST);
  }
}
