package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.Versioning;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What S3 checks of bucket configurations beyond their form, and what it fills in. */
final class ConfigurationChecks {

  private static final int MAX_CORS_RULES = 100;
  private static final int MAX_LIFECYCLE_RULES = 1000;
  private static final int MAX_RULE_ID_CHARS = 255;
  private static final Set<String> CORS_METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");

  private final LocalObjectStore store;

  ConfigurationChecks(LocalObjectStore store) {
    this.store = store;
  }

  /** The document to store; fails as S3 does when it does not take it. */
  byte[] accept(String bucket, String parameter, XmlElement root, byte[] document)
      throws IOException {
    switch (parameter) {
      case "cors" -> cors(root);
      case "lifecycle" -> {
        return lifecycle(root);
      }
      case "notification" -> {
        return notification(root);
      }
      case "replication" -> {
        requireVersioned(bucket);
        return replication(root);
      }
      case "logging" -> logging(root);
      case "accelerate" -> accelerate(bucket);
      case "website" -> website(root);
      default -> {}
    }
    return document;
  }

  private static void cors(XmlElement root) {
    List<XmlElement> rules = root.children("CORSRule");
    if (rules.size() > MAX_CORS_RULES) {
      throw S3Errors.invalidRequest(
          "The number of CORS rules should not exceed allowed limit of 100 rules.");
    }
    for (XmlElement rule : rules) {
      for (XmlElement method : rule.children("AllowedMethod")) {
        if (!CORS_METHODS.contains(method.text().trim())) {
          throw S3Errors.invalidRequest(
              "Found unsupported HTTP method in CORS config. Unsupported method is "
                  + method.text().trim());
        }
      }
      oneWildcard(rule, "AllowedOrigin");
      oneWildcard(rule, "AllowedHeader");
      for (XmlElement exposed : rule.children("ExposeHeader")) {
        if (exposed.text().indexOf('*') >= 0) {
          throw S3Errors.invalidRequest(
              "ExposeHeader \""
                  + exposed.text()
                  + "\" contains wildcard. We currently do not support wildcard for"
                  + " ExposeHeader.");
        }
      }
    }
  }

  private static void oneWildcard(XmlElement rule, String name) {
    for (XmlElement pattern : rule.children(name)) {
      String text = pattern.text();
      if (text.indexOf('*') != text.lastIndexOf('*')) {
        throw S3Errors.invalidRequest(
            name + " \"" + text + "\" can not have more than one wildcard.");
      }
    }
  }

  private static byte[] lifecycle(XmlElement root) {
    List<XmlElement> rules = root.children("Rule");
    if (rules.size() > MAX_LIFECYCLE_RULES) {
      throw XmlReader.malformed();
    }
    Set<String> ids = new HashSet<>();
    List<XmlElement> complete = new ArrayList<>();
    for (XmlElement rule : rules) {
      String id = rule.childText("ID").orElse("");
      if (id.length() > MAX_RULE_ID_CHARS) {
        throw S3Errors.invalidArgument("ID length should not exceed allowed limit of 255");
      }
      if (!id.isEmpty() && !ids.add(id)) {
        throw S3Errors.invalidArgument(
            "Rule ID must be unique. Found same ID for more than one rule");
      }
      lifecycleFilter(rule);
      lifecycleActions(rule);
      complete.add(id.isEmpty() ? withId(rule, "ID") : rule);
    }
    return write(new XmlElement(root.name(), "", complete));
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRuleFilter.html: one of them. */
  private static void lifecycleFilter(XmlElement rule) {
    Optional<XmlElement> filter = rule.child("Filter");
    boolean both = filter.isPresent() && rule.child("Prefix").isPresent();
    if (both || filter.map(found -> found.children().size()).orElse(0) > 1) {
      throw XmlReader.malformed();
    }
    for (XmlElement transition : rule.children("NoncurrentVersionTransition")) {
      if (transition.child("NoncurrentDays").isEmpty()) {
        throw XmlReader.malformed();
      }
    }
  }

  private static void lifecycleActions(XmlElement rule) {
    List<XmlElement> actions = new ArrayList<>(rule.children("Transition"));
    rule.child("Expiration").ifPresent(actions::add);
    int others =
        rule.children("NoncurrentVersionTransition").size()
            + rule.children("NoncurrentVersionExpiration").size()
            + rule.children("AbortIncompleteMultipartUpload").size();
    if (actions.isEmpty() && others == 0) {
      throw S3Errors.invalidRequest("At least one action needs to be specified in a rule");
    }
    for (XmlElement action : actions) {
      boolean marker = action.childText("ExpiredObjectDeleteMarker").isPresent();
      Optional<String> days = action.childText("Days").map(String::trim);
      Optional<String> date = action.childText("Date").map(String::trim);
      int given = (days.isPresent() ? 1 : 0) + (date.isPresent() ? 1 : 0) + (marker ? 1 : 0);
      if (given != 1) {
        throw XmlReader.malformed();
      }
      if (days.filter("0"::equals).isPresent() && action.name().equals("Expiration")) {
        throw S3Errors.invalidArgument("'Days' for Expiration action must be a positive integer");
      }
      date.ifPresent(ConfigurationChecks::requireMidnight);
    }
  }

  private static void requireMidnight(String date) {
    try {
      if (OffsetDateTime.parse(date).toLocalTime().equals(LocalTime.MIDNIGHT)) {
        return;
      }
    } catch (DateTimeException notDate) {
      throw XmlReader.malformed();
    }
    throw S3Errors.invalidArgument("'Date' must be at midnight GMT");
  }

  private static byte[] notification(XmlElement root) {
    List<XmlElement> complete = new ArrayList<>();
    for (XmlElement target : root.children()) {
      boolean named =
          target.name().equals("EventBridgeConfiguration")
              || !target.childText("Id").orElse("").isEmpty();
      requireDestination(target);
      complete.add(named ? target : withId(target, "Id"));
    }
    return write(new XmlElement(root.name(), "", complete));
  }

  /** Whether it exists cannot be known here, but whether it could. */
  private static void requireDestination(XmlElement target) {
    Map<String, String> services =
        Map.of("Topic", "sns", "Queue", "sqs", "CloudFunction", "lambda", "Function", "lambda");
    for (XmlElement child : target.children()) {
      String service = services.get(child.name());
      if (service != null) {
        String[] parts = child.text().trim().split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn") || !parts[2].equals(service)) {
          throw S3Errors.invalidArgument("The ARN is not well formed");
        }
      }
    }
  }

  private static byte[] replication(XmlElement root) {
    List<XmlElement> complete = new ArrayList<>();
    for (XmlElement child : root.children()) {
      boolean named = !child.name().equals("Rule") || !child.childText("ID").orElse("").isEmpty();
      complete.add(named ? child : withId(child, "ID"));
    }
    return write(new XmlElement(root.name(), "", complete));
  }

  private void requireVersioned(String bucket) throws IOException {
    if (store.versions().versioning(bucket) != Versioning.ENABLED) {
      throw S3Errors.invalidRequest(
          "Versioning must be 'Enabled' on the bucket to apply a replication configuration");
    }
  }

  private void logging(XmlElement root) {
    Optional<String> target =
        root.child("LoggingEnabled").flatMap(enabled -> enabled.childText("TargetBucket"));
    if (target.isPresent() && !store.bucketExists(target.get().trim())) {
      throw S3Errors.of(
          "InvalidTargetBucketForLogging",
          "The target bucket for logging does not exist, is not owned by you, or does not have the"
              + " appropriate grants for the log-delivery group.",
          400);
    }
  }

  private static void accelerate(String bucket) {
    if (bucket.indexOf('.') >= 0) {
      throw S3Errors.invalidRequest(
          "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
    }
  }

  private static void website(XmlElement root) {
    boolean redirect = root.child("RedirectAllRequestsTo").isPresent();
    Optional<XmlElement> index = root.child("IndexDocument");
    if (redirect == index.isPresent()) {
      throw redirect
          ? S3Errors.invalidArgument(
              "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.")
          : S3Errors.invalidArgument(
              "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is"
                  + " empty");
    }
    String suffix = index.flatMap(element -> element.childText("Suffix")).orElse("index");
    if (suffix.isBlank() || suffix.indexOf('/') >= 0) {
      throw S3Errors.invalidArgument("The IndexDocument Suffix is not well formed");
    }
  }

  private static XmlElement withId(XmlElement element, String name) {
    List<XmlElement> children = new ArrayList<>();
    children.add(new XmlElement(name, UUID.randomUUID().toString(), List.of()));
    element.children().stream().filter(child -> !child.name().equals(name)).forEach(children::add);
    return new XmlElement(element.name(), "", children);
  }

  private static byte[] write(XmlElement root) {
    XmlWriter xml = XmlWriter.document(root.name());
    root.children().forEach(xml::tree);
    return xml.close(root.name()).bytes();
  }
}
