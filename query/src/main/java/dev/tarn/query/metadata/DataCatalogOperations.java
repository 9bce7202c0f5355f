package dev.tarn.query.metadata;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.validation.Constraints;
import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.request.Page;
import dev.tarn.query.tag.TagOperations;
import dev.tarn.query.tag.Tags;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.CreateDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.CreateDataCatalogResponse;
import software.amazon.awssdk.services.athena.model.DataCatalog;
import software.amazon.awssdk.services.athena.model.DataCatalogStatus;
import software.amazon.awssdk.services.athena.model.DataCatalogSummary;
import software.amazon.awssdk.services.athena.model.DataCatalogType;
import software.amazon.awssdk.services.athena.model.DeleteDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.DeleteDataCatalogResponse;
import software.amazon.awssdk.services.athena.model.GetDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.GetDataCatalogResponse;
import software.amazon.awssdk.services.athena.model.ListDataCatalogsRequest;
import software.amazon.awssdk.services.athena.model.ListDataCatalogsResponse;
import software.amazon.awssdk.services.athena.model.UpdateDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.UpdateDataCatalogResponse;

/** Registered data catalogs. */
public final class DataCatalogOperations {
  private static final int MIN_PAGE = 2;
  private static final int MAX_PAGE = 50;

  private final DataCatalogs catalogs;
  private final Tags tags;
  private final AwsAccount account;

  public DataCatalogOperations(DataCatalogs catalogs, Tags tags, AwsAccount account) {
    this.catalogs = catalogs;
    this.tags = tags;
    this.account = account;
  }

  public CreateDataCatalogResponse createDataCatalog(CreateDataCatalogRequest request) {
    check(request.name(), request.typeAsString(), request.description());
    TagOperations.check(request.tags());
    checkParameters(request.type(), request.parameters());
    boolean federated = request.type() == DataCatalogType.FEDERATED;
    DataCatalog catalog =
        DataCatalog.builder()
            .name(request.name())
            .type(request.type())
            .description(request.description())
            .parameters(request.parameters())
            .status(federated ? DataCatalogStatus.CREATE_COMPLETE : null)
            .build();
    catalogs.create(catalog);
    if (request.hasTags()) {
      tags.add(arn(request.name()), request.tags());
    }
    return CreateDataCatalogResponse.builder().dataCatalog(federated ? catalog : null).build();
  }

  public GetDataCatalogResponse getDataCatalog(GetDataCatalogRequest request) {
    checkName(request.name());
    return GetDataCatalogResponse.builder().dataCatalog(catalogs.require(request.name())).build();
  }

  public ListDataCatalogsResponse listDataCatalogs(ListDataCatalogsRequest request) {
    Constraints.withoutValues()
        .length("nextToken", request.nextToken(), 1, 1024)
        .range("maxResults", request.maxResults(), MIN_PAGE, MAX_PAGE)
        .orThrow(InvalidRequests::invalidInput);
    NavigableMap<String, DataCatalog> builtInFirst = catalogs.registered();
    builtInFirst.put("", catalogs.builtIn());
    Page<DataCatalog> page =
        Page.of(
            builtInFirst,
            "ListDataCatalogs",
            request.nextToken(),
            request.maxResults() == null ? MAX_PAGE : request.maxResults());
    return ListDataCatalogsResponse.builder()
        .dataCatalogsSummary(page.items().stream().map(DataCatalogOperations::summary).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static DataCatalogSummary summary(DataCatalog catalog) {
    return DataCatalogSummary.builder()
        .catalogName(catalog.name())
        .type(catalog.type())
        .status(catalog.status())
        .connectionType(catalog.connectionType())
        .error(catalog.error())
        .build();
  }

  public UpdateDataCatalogResponse updateDataCatalog(UpdateDataCatalogRequest request) {
    check(request.name(), request.typeAsString(), request.description());
    catalogs.update(
        request.name(),
        before -> {
          DataCatalog.Builder after = before.toBuilder().type(request.type());
          if (request.description() != null) {
            after.description(request.description());
          }
          if (request.hasParameters()) {
            after.parameters(request.parameters());
          }
          return after.build();
        });
    return UpdateDataCatalogResponse.builder().build();
  }

  public DeleteDataCatalogResponse deleteDataCatalog(DeleteDataCatalogRequest request) {
    checkName(request.name());
    DataCatalog deleted = catalogs.delete(request.name());
    tags.removeAll(arn(request.name()));
    boolean federated = deleted.type() == DataCatalogType.FEDERATED;
    return DeleteDataCatalogResponse.builder()
        .dataCatalog(
            federated
                ? deleted.toBuilder().status(DataCatalogStatus.DELETE_COMPLETE).build()
                : null)
        .build();
  }

  /** Whether there is a data catalog with that ARN. */
  public boolean isArnOfDataCatalog(String arn) {
    String prefix = arn("");
    return arn.startsWith(prefix) && catalogs.find(arn.substring(prefix.length())).isPresent();
  }

  private String arn(String name) {
    return account.arn("athena", "datacatalog/" + name);
  }

  private static void check(
      @Nullable String name, @Nullable String type, @Nullable String description) {
    Constraints.withoutValues()
        .notNull("name", name)
        .length("name", name, 1, 256)
        .notNull("type", type)
        .oneOf("type", type, DataCatalogType.knownValues())
        .length("description", description, 1, 1024)
        .orThrow(InvalidRequests::invalidInput);
  }

  /**
   * What each type needs to find its metadata.
   *
   * <p>https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateDataCatalog.html
   */
  private static void checkParameters(DataCatalogType type, Map<String, String> parameters) {
    boolean complete =
        switch (type) {
          case GLUE -> parameters.containsKey("catalog-id");
          case HIVE -> parameters.containsKey("metadata-function");
          case LAMBDA ->
              parameters.containsKey("function")
                  || (parameters.containsKey("metadata-function")
                      && parameters.containsKey("record-function"));
          case FEDERATED, UNKNOWN_TO_SDK_VERSION -> true;
        };
    if (!complete) {
      throw InvalidRequests.invalidInput(
          "The parameters of a data catalog of type " + type + " are incomplete");
    }
  }

  private static void checkName(@Nullable String name) {
    Constraints.withoutValues()
        .notNull("name", name)
        .length("name", name, 1, 256)
        .orThrow(InvalidRequests::invalidInput);
  }
}
