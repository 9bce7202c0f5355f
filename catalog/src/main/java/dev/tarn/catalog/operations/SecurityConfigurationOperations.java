package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.catalog.repository.EntityFolder;
import java.time.Clock;
import java.time.Instant;
import software.amazon.awssdk.services.glue.model.CreateSecurityConfigurationRequest;
import software.amazon.awssdk.services.glue.model.CreateSecurityConfigurationResponse;
import software.amazon.awssdk.services.glue.model.DeleteSecurityConfigurationRequest;
import software.amazon.awssdk.services.glue.model.DeleteSecurityConfigurationResponse;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetSecurityConfigurationRequest;
import software.amazon.awssdk.services.glue.model.GetSecurityConfigurationResponse;
import software.amazon.awssdk.services.glue.model.GetSecurityConfigurationsRequest;
import software.amazon.awssdk.services.glue.model.GetSecurityConfigurationsResponse;
import software.amazon.awssdk.services.glue.model.SecurityConfiguration;

/** Security configurations: create, read, list, delete. They are kept; nothing is encrypted. */
public final class SecurityConfigurationOperations {
  private static final String LISTING = "GetSecurityConfigurations";

  private final EntityFolder<SecurityConfiguration> configurations;
  private final Clock clock;

  public SecurityConfigurationOperations(
      EntityFolder<SecurityConfiguration> configurations, Clock clock) {
    this.configurations = configurations;
    this.clock = clock;
  }

  public CreateSecurityConfigurationResponse createSecurityConfiguration(
      CreateSecurityConfigurationRequest request) {
    Rules.check()
        .name("name", request.name())
        .required("encryptionConfiguration", request.encryptionConfiguration())
        .orThrow();
    Instant created = clock.instant();
    SecurityConfiguration configuration =
        SecurityConfiguration.builder()
            .name(request.name())
            .createdTimeStamp(created)
            .encryptionConfiguration(request.encryptionConfiguration())
            .build();
    if (!configurations.create(request.name(), configuration)) {
      throw CatalogErrors.alreadyExists("Security configuration already exists.");
    }
    return CreateSecurityConfigurationResponse.builder()
        .name(request.name())
        .createdTimestamp(created)
        .build();
  }

  private static EntityNotFoundException notFound(String name) {
    return CatalogErrors.notFound("SecurityConfiguration " + name + " not found");
  }

  public GetSecurityConfigurationResponse getSecurityConfiguration(
      GetSecurityConfigurationRequest request) {
    Rules.check().name("name", request.name()).orThrow();
    return GetSecurityConfigurationResponse.builder()
        .securityConfiguration(
            configurations.find(request.name()).orElseThrow(() -> notFound(request.name())))
        .build();
  }

  public GetSecurityConfigurationsResponse getSecurityConfigurations(
      GetSecurityConfigurationsRequest request) {
    Rules.check().page(request.maxResults(), Rules.LARGEST_PAGE).orThrow();
    Page<SecurityConfiguration> page =
        Page.byName(
            LISTING,
            configurations.all(),
            request.nextToken(),
            Page.size(request.maxResults(), Rules.LARGEST_NAME_PAGE),
            entry -> true);
    return GetSecurityConfigurationsResponse.builder()
        .securityConfigurations(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  public DeleteSecurityConfigurationResponse deleteSecurityConfiguration(
      DeleteSecurityConfigurationRequest request) {
    Rules.check().name("name", request.name()).orThrow();
    if (!configurations.remove(request.name())) {
      throw notFound(request.name());
    }
    return DeleteSecurityConfigurationResponse.builder().build();
  }
}
