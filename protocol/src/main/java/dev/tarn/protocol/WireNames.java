package dev.tarn.protocol;

import java.util.Map;
import java.util.Set;

/**
 * Turns the class names that the SDK generates back into the names on the wire. The SDK writes an
 * acronym as a word and lets every error end in Exception; nothing public in it keeps the original.
 */
final class WireNames {
  private static final Map<String, String> ACRONYMS =
      Map.of(
          "ClientId", "ClientID",
          "Dpu", "DPU",
          "Kms", "KMS",
          "Mfa", "MFA",
          "Ml", "ML",
          "OpenId", "OpenID",
          "Saml", "SAML",
          "Ssh", "SSH");

  /** By service, errors whose wire code is not their class name. */
  private static final Map<String, Map<String, String>> ERROR_CODES =
      Map.of(
          "glue",
          Map.of(
              "IntegrationConflictOperationException", "IntegrationConflictOperationFault",
              "IntegrationNotFoundException", "IntegrationNotFoundFault",
              "IntegrationQuotaExceededException", "IntegrationQuotaExceededFault",
              "InvalidIntegrationStateException", "InvalidIntegrationStateFault",
              "KmsKeyNotAccessibleException", "KMSKeyNotAccessibleFault",
              "TargetResourceNotFoundException", "TargetResourceNotFound"),
          "iam",
          Map.of(
              "CredentialReportExpiredException", "ReportExpired",
              "CredentialReportNotPresentException", "ReportNotPresent",
              "CredentialReportNotReadyException", "ReportInProgress",
              "DuplicateSshPublicKeyException", "DuplicateSSHPublicKey",
              "ServiceNotSupportedException", "NotSupportedService"),
          "kms",
          Map.of("CustomKeyStoreHasCmKsException", "CustomKeyStoreHasCMKsException"),
          "sts",
          Map.of(
              "IdpCommunicationErrorException", "IDPCommunicationError",
              "IdpRejectedClaimException", "IDPRejectedClaim",
              "InvalidIdentityTokenException", "InvalidIdentityToken",
              "JwtPayloadSizeExceededException", "JWTPayloadSizeExceededException",
              "MalformedPolicyDocumentException", "MalformedPolicyDocument",
              "PackedPolicyTooLargeException", "PackedPolicyTooLarge"));

  /** IAM's codes do not end in Exception, apart from these, which came later. */
  private static final Set<String> IAM_CODES_WITH_SUFFIX =
      Set.of(
          "AccountNotManagementOrDelegatedAdministratorException",
          "CallerIsNotManagementAccountException",
          "OrganizationNotFoundException",
          "OrganizationNotInAllFeaturesModeException",
          "ServiceAccessNotEnabledException");

  /** Operations that the service itself names with an acronym written as a word. */
  private static final Set<String> NOT_ACRONYMS = Set.of("AssociateKmsKey", "DisassociateKmsKey");

  private WireNames() {}

  /** The operation that a request class belongs to: {@code GetMlTaskRunRequest} to GetMLTaskRun. */
  static String operation(Class<?> requestType) {
    String name = requestType.getSimpleName();
    String operation = name.substring(0, name.length() - "Request".length());
    return NOT_ACRONYMS.contains(operation) ? operation : withAcronyms(operation);
  }

  /** The inverse of {@link #operation}. */
  static String requestClass(String operation) {
    return withoutAcronyms(operation) + "Request";
  }

  static String responseClass(Class<?> requestType) {
    String name = requestType.getSimpleName();
    return name.substring(0, name.length() - "Request".length()) + "Response";
  }

  /** The inverse of {@link #errorCode}, for a service that has the given class. */
  static String exceptionClass(Class<?> anyOfTheService, String code) {
    String service = serviceOf(anyOfTheService);
    for (Map.Entry<String, String> irregular :
        ERROR_CODES.getOrDefault(service, Map.of()).entrySet()) {
      if (irregular.getValue().equals(code)) {
        return irregular.getKey();
      }
    }
    return service.equals("iam") && !IAM_CODES_WITH_SUFFIX.contains(code)
        ? code + "Exception"
        : withoutAcronyms(code);
  }

  static String errorCode(Class<?> exceptionType) {
    String name = exceptionType.getSimpleName();
    String service = serviceOf(exceptionType);
    String irregular = ERROR_CODES.getOrDefault(service, Map.of()).get(name);
    if (irregular != null) {
      return irregular;
    }
    if (service.equals("iam")) {
      return IAM_CODES_WITH_SUFFIX.contains(name)
          ? name
          : name.substring(0, name.length() - "Exception".length());
    }
    return withAcronyms(name);
  }

  /** {@code glue} for a class in software.amazon.awssdk.services.glue.model. */
  private static String serviceOf(Class<?> modelType) {
    String[] path = modelType.getPackageName().split("\\.", -1);
    return path.length < 2 ? "" : path[path.length - 2];
  }

  private static String withoutAcronyms(String name) {
    String result = name;
    for (Map.Entry<String, String> acronym : ACRONYMS.entrySet()) {
      result = replaceWord(result, acronym.getValue(), acronym.getKey());
    }
    return result;
  }

  private static String withAcronyms(String name) {
    String result = name;
    for (Map.Entry<String, String> acronym : ACRONYMS.entrySet()) {
      result = replaceWord(result, acronym.getKey(), acronym.getValue());
    }
    return result;
  }

  /** Replaces the word where it stands alone: "ML" in "GetMLTask", but not in "GetSAMLProvider". */
  private static String replaceWord(String name, String word, String replacement) {
    int at = name.indexOf(word);
    if (at < 0) {
      return name;
    }
    int end = at + word.length();
    boolean wordStarts = at == 0 || !Character.isUpperCase(name.charAt(at - 1));
    boolean wordEnds = end == name.length() || Character.isUpperCase(name.charAt(end));
    return wordStarts && wordEnds
        ? name.substring(0, at) + replacement + name.substring(end)
        : name;
  }
}
