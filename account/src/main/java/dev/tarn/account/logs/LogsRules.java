package dev.tarn.account.logs;

import dev.tarn.account.request.Page;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.validation.Constraints;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What CloudWatch Logs checks before it looks anything up. */
final class LogsRules {
  private static final Pattern GROUP = Pattern.compile("[\\.\\-_/#A-Za-z0-9]+");
  private static final Pattern STREAM = Pattern.compile("[^:*]*");
  private static final int LONGEST = 512;
  private static final int PAGE = 50;
  private static final String RESOURCE = ":log-group:";

  private LogsRules() {}

  static String group(@Nullable String name) {
    Constraints.withValues()
        .notNull("logGroupName", name)
        .length("logGroupName", name, 1, LONGEST)
        .pattern("logGroupName", name, GROUP)
        .orThrow(LogsErrors::invalidParameter);
    return checked(name);
  }

  static String stream(@Nullable String name) {
    Constraints.withValues()
        .notNull("logStreamName", name)
        .length("logStreamName", name, 1, LONGEST)
        .pattern("logStreamName", name, STREAM)
        .orThrow(LogsErrors::invalidParameter);
    return checked(name);
  }

  /** The group that a call names in one of two ways: by its name, or by name or ARN. */
  static String group(@Nullable String name, @Nullable String identifier) {
    if ((name == null) == (identifier == null)) {
      throw LogsErrors.invalidParameter(
          name == null
              ? "Either logGroupName or logGroupIdentifier must be specified."
              : "LogGroup name and LogGroup identifier are mutually exclusive parameters.");
    }
    return name == null && checked(identifier).startsWith("arn:")
        ? byArn(checked(identifier))
        : group(name == null ? identifier : name);
  }

  /** The name in a group's ARN. */
  static String byArn(@Nullable String arn) {
    Constraints.withValues()
        .notNull("resourceArn", arn)
        .length("resourceArn", arn, 1, 1011)
        .orThrow(LogsErrors::invalidParameter);
    int at = checked(arn).indexOf(RESOURCE);
    if (at < 0) {
      throw LogsErrors.invalidParameter("Invalid ARN: " + arn);
    }
    String name = checked(arn).substring(at + RESOURCE.length());
    return group(name.endsWith(":*") ? name.substring(0, name.length() - 2) : name);
  }

  /** Without the {@code :*} that most answers add. */
  static String groupArn(AwsAccount account, String group) {
    return account.arn("logs", "log-group:" + group);
  }

  /** The page that a listing wants. */
  static Page.Cut page(String listing, @Nullable String token, @Nullable Integer limit) {
    Constraints.withValues().range("limit", limit, 1, PAGE).orThrow(LogsErrors::invalidParameter);
    return new Page.Cut(listing, token, limit == null ? PAGE : limit, LogsErrors::invalidToken);
  }

  private static String checked(@Nullable String value) {
    if (value == null) {
      throw new IllegalStateException("checked before");
    }
    return value;
  }
}
