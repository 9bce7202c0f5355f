package dev.tarn.account;

import static dev.tarn.account.AccountFixture.POLICY;
import static dev.tarn.account.AccountFixture.TRUST;
import static dev.tarn.account.AccountFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

class IamTest {
  private static final String GLUE_SERVICE_ROLE =
      "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole";

  @TempDir Path directory;
  private AccountFixture account;
  private IamClient iam;

  @BeforeEach
  void open() {
    account = new AccountFixture(directory);
    iam = account.iam();
  }

  private void reopen() {
    account.reopen();
    iam = account.iam();
  }

  private Role createRole(String name) {
    return iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST)).role();
  }

  private Policy createPolicy(String name) {
    return iam.createPolicy(r -> r.policyName(name).policyDocument(POLICY)).policy();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Test
  void aRoleIsReadBackAfterARestart() {
    Role created =
        iam.createRole(r ->
                r.roleName("Loader")
                    .path("/lake/")
                    .description("loads")
                    .maxSessionDuration(7200)
                    .assumeRolePolicyDocument(TRUST)
                    .tags(tag("a", "1")))
            .role();

    assertThat(created.arn()).isEqualTo("arn:aws:iam::000000000000:role/lake/Loader");
    assertThat(created.roleId()).matches("AROA[A-Z2-7]{17}");
    assertThat(created.assumeRolePolicyDocument()).startsWith("%7B%22Version%22%3A%222012-10-17");
    assertThat(URLDecoder.decode(created.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
        .isEqualTo(TRUST);
    reopen();
    assertThat(iam.getRole(r -> r.roleName("Loader")).role()).isEqualTo(created);
  }

  @Test
  void anUpdateWithoutADescriptionLeavesIt() {
    createRole("r");
    iam.updateRoleDescription(r -> r.roleName("r").description("new"));
    iam.updateRole(r -> r.roleName("r").maxSessionDuration(7200));
    assertThat(iam.getRole(r -> r.roleName("r")).role().description()).isEqualTo("new");
    assertThat(iam.getRole(r -> r.roleName("r")).role().maxSessionDuration()).isEqualTo(7200);
  }

  @Test
  void namesAreNotDistinguishedByCase() {
    createRole("Loader");
    refused(
        409,
        "EntityAlreadyExists",
        "Role with name LOADER already exists.",
        () -> createRole("LOADER"));
    assertThat(iam.getRole(r -> r.roleName("loader")).role().roleName()).isEqualTo("Loader");
  }

  @Test
  void aMissingRoleIsNamed() {
    refused(
        404,
        "NoSuchEntity",
        "The role with name nobody cannot be found.",
        () -> iam.getRole(r -> r.roleName("nobody")));
  }

  @ParameterizedTest
  @CsvSource({
    "a b,It must contain only",
    "ü,It must contain only",
    "'',greater than or equal to 1"
  })
  void badNamesAreRefused(String name, String text) {
    assertThat(refused(400, "ValidationError", () -> createRole(name)).getMessage()).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "/no", "no/", "/a//b/"})
  void badPathsAreRefused(String path) {
    refused(
        400,
        "ValidationError",
        () -> iam.createRole(r -> r.roleName("r").path(path).assumeRolePolicyDocument(TRUST)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not json | This policy contains invalid Json
          [] | This policy contains invalid Json
          {"Version":"2012-10-17"} | Syntax errors in policy.
          {"Statement":[{"Effect":"Maybe","Principal":"*","Action":"*"}]} | Syntax errors in policy.
          {"Statement":[{"Effect":"Allow","Action":"*"}]} | Missing required field Principal
          {"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}} | Has prohibited field Resource
          """)
  void malformedTrustPoliciesAreRefused(String document, String message) {
    refused(
        400,
        "MalformedPolicyDocument",
        message,
        () -> iam.createRole(r -> r.roleName("r").assumeRolePolicyDocument(document)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not json | Syntax errors in policy.
          {"Version":"2012-10-17","Statement":{"Effect":"Allow","Resource":"*"}} | Policy statement must contain actions.
          {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*"}} | Policy statement must contain resources.
          {"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}} | Policy document must be version 2012-10-17 or greater.
          """)
  void malformedPoliciesAreRefused(String document, String message) {
    refused(
        400,
        "MalformedPolicyDocument",
        message,
        () -> iam.createPolicy(r -> r.policyName("p").policyDocument(document)));
  }

  @Test
  void aRoleGoesOnlyWhenNothingHangsOnIt() {
    createRole("r");
    iam.putRolePolicy(r -> r.roleName("r").policyName("in").policyDocument(POLICY));
    iam.attachRolePolicy(r -> r.roleName("r").policyArn(GLUE_SERVICE_ROLE));
    iam.createInstanceProfile(r -> r.instanceProfileName("p"));
    iam.addRoleToInstanceProfile(r -> r.instanceProfileName("p").roleName("r"));

    refused(
        409,
        "DeleteConflict",
        "Cannot delete entity, must detach all policies first.",
        () -> iam.deleteRole(r -> r.roleName("r")));
    iam.detachRolePolicy(r -> r.roleName("r").policyArn(GLUE_SERVICE_ROLE));
    refused(
        409,
        "DeleteConflict",
        "Cannot delete entity, must delete policies first.",
        () -> iam.deleteRole(r -> r.roleName("r")));
    iam.deleteRolePolicy(r -> r.roleName("r").policyName("in"));
    refused(
        409,
        "DeleteConflict",
        "Cannot delete entity, must remove roles from instance profile first.",
        () -> iam.deleteRole(r -> r.roleName("r")));
    iam.removeRoleFromInstanceProfile(r -> r.instanceProfileName("p").roleName("r"));
    iam.deleteRole(r -> r.roleName("r"));
    reopen();
    assertThat(iam.listRoles().roles()).isEmpty();
  }

  @Test
  void listingsArePaged() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      names.add(createRole("role-" + i).roleName());
    }
    List<String> listed = new ArrayList<>();
    String marker = null;
    int pages = 0;
    do {
      String from = marker;
      ListRolesResponse page = iam.listRoles(r -> r.maxItems(3).marker(from));
      page.roles().forEach(role -> listed.add(role.roleName()));
      assertThat(page.isTruncated()).isEqualTo(page.marker() != null);
      marker = page.marker();
      pages++;
    } while (marker != null);

    assertThat(listed).isEqualTo(names);
    assertThat(pages).isEqualTo(3);
    refused(400, "ValidationError", "Invalid Marker.", () -> iam.listRoles(r -> r.marker("x")));
    refused(400, "ValidationError", () -> iam.listRoles(r -> r.maxItems(0)));
  }

  @Test
  void listingsGoByPath() {
    iam.createRole(r -> r.roleName("a").path("/x/").assumeRolePolicyDocument(TRUST));
    createRole("b");
    assertThat(iam.listRoles(r -> r.pathPrefix("/x/")).roles())
        .extracting(Role::roleName)
        .containsExactly("a");
  }

  @Test
  void inlinePoliciesComeBackEncoded() {
    createRole("r");
    iam.putRolePolicy(r -> r.roleName("r").policyName("p").policyDocument(POLICY));
    reopen();
    String document = iam.getRolePolicy(r -> r.roleName("r").policyName("p")).policyDocument();
    assertThat(document).contains("%20").contains("s3%3A%2A").doesNotContain("+");
    assertThat(URLDecoder.decode(document, StandardCharsets.UTF_8)).isEqualTo(POLICY);
    refused(
        404,
        "NoSuchEntity",
        "The role policy with name q cannot be found.",
        () -> iam.getRolePolicy(r -> r.roleName("r").policyName("q")));
  }

  @Test
  void inlinePoliciesHaveAQuotaTogether() {
    createRole("r");
    String large = POLICY.replace("s3:*", "s3:" + "x".repeat(6000));
    iam.putRolePolicy(r -> r.roleName("r").policyName("one").policyDocument(large));
    iam.putRolePolicy(r -> r.roleName("r").policyName("one").policyDocument(large));
    refused(
        409,
        "LimitExceeded",
        "Maximum policy size of 10240 bytes exceeded for role r",
        () -> iam.putRolePolicy(r -> r.roleName("r").policyName("two").policyDocument(large)));
  }

  @Test
  void attachedPoliciesAreCounted() {
    Policy policy = createPolicy("p");
    createRole("r");
    iam.attachRolePolicy(r -> r.roleName("r").policyArn(policy.arn()));
    iam.attachRolePolicy(r -> r.roleName("r").policyArn(policy.arn()));
    reopen();

    assertThat(iam.listAttachedRolePolicies(r -> r.roleName("r")).attachedPolicies())
        .containsExactly(AttachedPolicy.builder().policyName("p").policyArn(policy.arn()).build());
    assertThat(iam.getPolicy(r -> r.policyArn(policy.arn())).policy().attachmentCount())
        .isEqualTo(1);
    assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(policy.arn())).policyRoles())
        .singleElement()
        .satisfies(role -> assertThat(role.roleName()).isEqualTo("r"));
    refused(
        409,
        "DeleteConflict",
        "Cannot delete a policy attached to entities.",
        () -> iam.deletePolicy(r -> r.policyArn(policy.arn())));
    iam.detachRolePolicy(r -> r.roleName("r").policyArn(policy.arn()));
    refused(
        404,
        "NoSuchEntity",
        "Policy " + policy.arn() + " was not found.",
        () -> iam.detachRolePolicy(r -> r.roleName("r").policyArn(policy.arn())));
  }

  @Test
  void tenPoliciesCanBeAttached() {
    createRole("r");
    for (int i = 0; i < 10; i++) {
      String arn = createPolicy("p" + i).arn();
      iam.attachRolePolicy(r -> r.roleName("r").policyArn(arn));
    }
    String eleventh = createPolicy("p10").arn();
    refused(
        409,
        "LimitExceeded",
        "Cannot exceed quota for PoliciesPerRole: 10",
        () -> iam.attachRolePolicy(r -> r.roleName("r").policyArn(eleventh)));
  }

  @Test
  void policiesOfAwsCanBeAttachedAndNotChanged() {
    createRole("r");
    iam.attachRolePolicy(r -> r.roleName("r").policyArn(GLUE_SERVICE_ROLE));
    assertThat(iam.getPolicy(r -> r.policyArn(GLUE_SERVICE_ROLE)).policy().path())
        .isEqualTo("/service-role/");
    refused(403, "AccessDenied", () -> iam.deletePolicy(r -> r.policyArn(GLUE_SERVICE_ROLE)));
    // One that this server does not know may well exist, so it is not called missing.
    refused(
        400,
        "NotImplementedException",
        () -> iam.attachRolePolicy(r -> r.roleName("r").policyArn("arn:aws:iam::aws:policy/New")));
    // AWS's documents are not made up.
    refused(
        400,
        "NotImplementedException",
        () -> iam.getPolicyVersion(r -> r.policyArn(GLUE_SERVICE_ROLE).versionId("v1")));
  }

  @Test
  void aPolicyHasFiveVersions() {
    String arn = createPolicy("p").arn();
    String changed = POLICY.replace("s3:*", "s3:Get*");
    for (int i = 2; i <= 5; i++) {
      boolean last = i == 5;
      iam.createPolicyVersion(r -> r.policyArn(arn).policyDocument(changed).setAsDefault(last));
    }
    refused(
        409,
        "LimitExceeded",
        () -> iam.createPolicyVersion(r -> r.policyArn(arn).policyDocument(changed)));
    reopen();

    assertThat(iam.listPolicyVersions(r -> r.policyArn(arn)).versions())
        .extracting(PolicyVersion::versionId)
        .containsExactly("v5", "v4", "v3", "v2", "v1");
    assertThat(iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId()).isEqualTo("v5");
    PolicyVersion first =
        iam.getPolicyVersion(r -> r.policyArn(arn).versionId("v1")).policyVersion();
    assertThat(first.isDefaultVersion()).isFalse();
    assertThat(URLDecoder.decode(first.document(), StandardCharsets.UTF_8)).isEqualTo(POLICY);
    refused(
        409,
        "DeleteConflict",
        "Cannot delete the default version of a policy.",
        () -> iam.deletePolicyVersion(r -> r.policyArn(arn).versionId("v5")));
    refused(409, "DeleteConflict", () -> iam.deletePolicy(r -> r.policyArn(arn)));
    for (int i = 1; i <= 4; i++) {
      String version = "v" + i;
      iam.deletePolicyVersion(r -> r.policyArn(arn).versionId(version));
    }
    iam.deletePolicy(r -> r.policyArn(arn));
    refused(404, "NoSuchEntity", () -> iam.getPolicy(r -> r.policyArn(arn)));
  }

  @Test
  void anInstanceProfileShowsItsRole() {
    Role role = createRole("r");
    iam.createInstanceProfile(r -> r.instanceProfileName("p"));
    iam.addRoleToInstanceProfile(r -> r.instanceProfileName("p").roleName("r"));
    refused(
        409,
        "LimitExceeded",
        "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1",
        () -> iam.addRoleToInstanceProfile(r -> r.instanceProfileName("p").roleName("r")));
    reopen();

    assertThat(iam.getInstanceProfile(r -> r.instanceProfileName("p")).instanceProfile().roles())
        .containsExactly(role);
    assertThat(iam.listInstanceProfilesForRole(r -> r.roleName("r")).instanceProfiles()).hasSize(1);
    refused(
        409, "DeleteConflict", () -> iam.deleteInstanceProfile(r -> r.instanceProfileName("p")));
  }

  @Test
  void usersGroupsAndKeys() {
    User user = iam.createUser(r -> r.userName("u").path("/team/")).user();
    iam.createGroup(r -> r.groupName("g"));
    iam.addUserToGroup(r -> r.groupName("g").userName("u"));
    String key = iam.createAccessKey(r -> r.userName("u")).accessKey().accessKeyId();
    iam.createAccessKey(r -> r.userName("u"));
    refused(
        409,
        "LimitExceeded",
        "Cannot exceed quota for AccessKeysPerUser: 2",
        () -> iam.createAccessKey(r -> r.userName("u")));
    reopen();

    assertThat(user.arn()).isEqualTo("arn:aws:iam::000000000000:user/team/u");
    assertThat(iam.getGroup(r -> r.groupName("g")).users()).containsExactly(user);
    assertThat(iam.listGroupsForUser(r -> r.userName("u")).groups()).hasSize(1);
    assertThat(iam.listAccessKeys(r -> r.userName("u")).accessKeyMetadata()).hasSize(2);
    refused(409, "DeleteConflict", () -> iam.deleteUser(r -> r.userName("u")));
    refused(409, "DeleteConflict", () -> iam.deleteGroup(r -> r.groupName("g")));
    iam.updateAccessKey(r -> r.userName("u").accessKeyId(key).status("Inactive"));
    assertThat(account.services.secret(key)).isEmpty();
    iam.updateAccessKey(r -> r.userName("u").accessKeyId(key).status("Active"));
    assertThat(account.services.secret(key)).isPresent();
  }

  @Test
  void tagsAreMergedByKey() {
    createRole("r");
    iam.tagRole(r -> r.roleName("r").tags(tag("a", "1"), tag("b", "1")));
    iam.tagRole(r -> r.roleName("r").tags(tag("b", "2"), tag("c", "")));
    iam.untagRole(r -> r.roleName("r").tagKeys("a"));
    reopen();
    assertThat(iam.listRoleTags(r -> r.roleName("r")).tags())
        .containsExactly(tag("b", "2"), tag("c", ""));
  }

  @Test
  void whatIsNotHereIsRefusedByName() {
    assertThat(
            refused(400, "NotImplementedException", () -> iam.createSAMLProvider(r -> r.name("x")))
                .getMessage())
        .contains("CreateSAMLProvider");
  }
}
