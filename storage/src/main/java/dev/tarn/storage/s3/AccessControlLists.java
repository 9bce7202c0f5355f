package dev.tarn.storage.s3;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.storage.S3Errors;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Access control lists in their three forms: a canned name, grant headers, a document. They are
 * kept as the inside of AccessControlList, and grant nothing here.
 */
final class AccessControlLists {

  private static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
  private static final String AUTHENTICATED =
      "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
  private static final String LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";
  private static final Set<String> GROUPS = Set.of(ALL_USERS, AUTHENTICATED, LOG_DELIVERY);

  private static final XmlSchema.Form FORM =
      XmlSchema.of(
          "AccessControlPolicy(Owner?(ID? DisplayName?) AccessControlList(Grant*(Grantee(ID?"
              + " DisplayName? EmailAddress? URI? Type?)"
              + " Permission=FULL_CONTROL|READ|WRITE|READ_ACP|WRITE_ACP)))");

  private static final Map<String, String> HEADERS =
      Map.of(
          "x-amz-grant-full-control", "FULL_CONTROL",
          "x-amz-grant-read", "READ",
          "x-amz-grant-read-acp", "READ_ACP",
          "x-amz-grant-write", "WRITE",
          "x-amz-grant-write-acp", "WRITE_ACP");

  private final String owner;
  private final String ownerName;

  AccessControlLists(AwsAccount account) {
    this.ownerName = Owner.displayName(account);
    this.owner = Owner.canonicalId(account);
  }

  /** Grantee kind is ID, URI or EmailAddress. */
  private record Grant(String kind, String grantee, String permission) {}

  /** The list of whatever was given none: all to the owner. */
  String ownersOnly() {
    return write(List.of(ownersGrant()));
  }

  /** Some clients send the header with nothing in it. */
  static Optional<String> cannedName(S3Exchange exchange) {
    return exchange.header("x-amz-acl").filter(name -> !name.isEmpty());
  }

  /**
   * Whether the headers ask for nothing but what a bucket without access control lists gives
   * anyway: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html.
   */
  static boolean asksNothing(S3Exchange exchange) {
    Optional<String> canned = cannedName(exchange);
    boolean granted = HEADERS.keySet().stream().anyMatch(name -> exchange.header(name).isPresent());
    return !granted && canned.map("bucket-owner-full-control"::equals).orElse(true);
  }

  /** From the headers; empty when they say nothing. */
  Optional<String> ofHeaders(S3Exchange exchange) {
    Optional<String> canned = cannedName(exchange);
    List<Grant> grants = new ArrayList<>();
    HEADERS.forEach((header, permission) ->
        exchange.header(header).ifPresent(value -> grants.addAll(grantees(value, permission))));
    if (canned.isPresent()) {
      if (!grants.isEmpty()) {
        throw S3Errors.invalidRequest(
            "Specifying both Canned ACLs and Header Grants is not allowed");
      }
      return Optional.of(write(canned(canned.get())));
    }
    return grants.isEmpty() ? Optional.empty() : Optional.of(write(grants));
  }

  /** From an AccessControlPolicy document; fails with MalformedACLError. */
  String ofDocument(byte[] document) {
    XmlElement root;
    try {
      root = XmlReader.read(document);
      FORM.check().accept(root);
    } catch (S3Exception malformed) {
      throw S3Errors.of(
          "MalformedACLError",
          "The XML you provided was not well-formed or did not validate against our published"
              + " schema",
          400);
    }
    List<Grant> grants = new ArrayList<>();
    for (XmlElement grant : root.child("AccessControlList").orElseThrow().children("Grant")) {
      XmlElement grantee = grant.child("Grantee").orElseThrow();
      String permission = grant.childText("Permission").orElseThrow().trim();
      grants.add(grant(grantee, permission));
    }
    return write(grants);
  }

  private static Grant grant(XmlElement grantee, String permission) {
    for (String kind : List.of("ID", "URI", "EmailAddress")) {
      Optional<String> text = grantee.childText(kind).filter(value -> !value.isBlank());
      if (text.isPresent()) {
        return checked(new Grant(kind, text.get().trim(), permission));
      }
    }
    throw S3Errors.invalidArgument("Invalid id");
  }

  /**
   * Users by address are not taken any more:
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Grantee.html.
   */
  private static Grant checked(Grant grant) {
    switch (grant.kind()) {
      case "URI" -> {
        if (!GROUPS.contains(grant.grantee())) {
          throw S3Errors.invalidArgument("Invalid group uri");
        }
      }
      case "EmailAddress" ->
          throw S3Errors.of(
              "MethodNotAllowed",
              "The specified method is not allowed against this resource.",
              405);
      default -> {
        if (!isCanonicalId(grant.grantee())) {
          throw S3Errors.invalidArgument("Invalid id");
        }
      }
    }
    return grant;
  }

  /** 64 hexadecimal digits, as in every example of AWS. */
  private static boolean isCanonicalId(String text) {
    return text.length() == 64 && text.chars().allMatch(HexFormat::isHexDigit);
  }

  /** Whether a list gives anybody unknown anything. */
  static boolean isPublic(String acl) {
    return acl.contains(ALL_USERS) || acl.contains(AUTHENTICATED);
  }

  boolean isOwnersOnly(String acl) {
    return acl.equals(ownersOnly());
  }

  private List<Grant> grantees(String header, String permission) {
    List<Grant> grants = new ArrayList<>();
    for (String grantee : header.split(",", -1)) {
      int equals = grantee.indexOf('=');
      if (equals < 0) {
        throw S3Errors.invalidArgument("Argument format not recognized");
      }
      String value = grantee.substring(equals + 1).trim();
      if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
        value = value.substring(1, value.length() - 1);
      }
      String kind =
          switch (grantee.substring(0, equals).trim()) {
            case "id" -> "ID";
            case "uri" -> "URI";
            case "emailAddress" -> "EmailAddress";
            default -> throw S3Errors.invalidArgument("Argument format not recognized");
          };
      grants.add(checked(new Grant(kind, value, permission)));
    }
    return grants;
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl. */
  private List<Grant> canned(String name) {
    List<Grant> grants = new ArrayList<>(List.of(ownersGrant()));
    switch (name) {
      case "private", "bucket-owner-read", "bucket-owner-full-control", "aws-exec-read" -> {}
      case "public-read" -> grants.add(new Grant("URI", ALL_USERS, "READ"));
      case "public-read-write" -> {
        grants.add(new Grant("URI", ALL_USERS, "READ"));
        grants.add(new Grant("URI", ALL_USERS, "WRITE"));
      }
      case "authenticated-read" -> grants.add(new Grant("URI", AUTHENTICATED, "READ"));
      case "log-delivery-write" -> {
        grants.add(new Grant("URI", LOG_DELIVERY, "WRITE"));
        grants.add(new Grant("URI", LOG_DELIVERY, "READ_ACP"));
      }
      default -> throw S3Errors.invalidArgument("The canned ACL is not known: " + name);
    }
    return grants;
  }

  private Grant ownersGrant() {
    return new Grant("ID", owner, "FULL_CONTROL");
  }

  private String write(List<Grant> grants) {
    XmlWriter xml = XmlWriter.fragment();
    for (Grant grant : grants) {
      String type =
          switch (grant.kind()) {
            case "URI" -> "Group";
            case "EmailAddress" -> "AmazonCustomerByEmail";
            default -> "CanonicalUser";
          };
      xml.open("Grant")
          .raw(
              "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\""
                  + type
                  + "\">")
          .element(grant.kind(), grant.grantee())
          .element("DisplayName", grant.grantee().equals(owner) ? ownerName : null)
          .close("Grantee")
          .element("Permission", grant.permission())
          .close("Grant");
    }
    return xml.text();
  }
}
