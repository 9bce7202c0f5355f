package dev.tarn.query.metadata;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.failure.QueryFailure;
import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.entity.EntityFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.athena.model.DataCatalog;
import software.amazon.awssdk.services.athena.model.DataCatalogType;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/** The data catalogs of the account, the built-in one among them. */
public final class DataCatalogs {
  /** The Glue Data Catalog; requests may write it in any case. */
  public static final String BUILT_IN = "AwsDataCatalog";

  private static final String CATALOG_ID = "catalog-id";
  private static final int QUERY_TYPE_NOT_SUPPORTED = 1202;

  private final EntityFiles<DataCatalog> files;
  private final DataCatalog builtIn;
  private final AwsAccount account;

  private DataCatalogs(EntityFiles<DataCatalog> files, AwsAccount account) {
    this.files = files;
    this.account = account;
    this.builtIn =
        DataCatalog.builder()
            .name(BUILT_IN)
            .type(DataCatalogType.GLUE)
            .parameters(Map.of(CATALOG_ID, account.accountId()))
            .build();
  }

  public static DataCatalogs open(Path directory, AtomicFiles files, AwsAccount account)
      throws IOException {
    return new DataCatalogs(EntityFiles.open(directory, DataCatalog.class, files), account);
  }

  public Optional<DataCatalog> find(String name) {
    return isBuiltIn(name) ? Optional.of(builtIn) : files.find(name);
  }

  DataCatalog require(String name) {
    return find(name).orElseThrow(() -> notFound(name));
  }

  /** Those that were registered, by name; without the built-in one. */
  NavigableMap<String, DataCatalog> registered() {
    return new TreeMap<>(files.all());
  }

  DataCatalog builtIn() {
    return builtIn;
  }

  synchronized void create(DataCatalog catalog) {
    if (find(catalog.name()).isPresent()) {
      throw InvalidRequests.invalidInput("DataCatalog " + catalog.name() + " already exists");
    }
    files.put(catalog.name(), catalog);
  }

  synchronized void update(String name, UnaryOperator<DataCatalog> change) {
    checkNotBuiltIn(name);
    files.put(name, change.apply(require(name)));
  }

  synchronized DataCatalog delete(String name) {
    checkNotBuiltIn(name);
    DataCatalog deleted = require(name);
    files.remove(name);
    return deleted;
  }

  /**
   * The catalog that statements and metadata calls read: another name of the account's own Glue
   * Data Catalog stands for the built-in one, any other stays as it is.
   */
  public String resolve(String name) {
    return find(name).filter(this::isOwnGlueCatalog).map(own -> BUILT_IN).orElse(name);
  }

  /**
   * Why queries that use a registered catalog fail; empty when they do not. Of a catalog that is
   * not registered the engine speaks, in statements that read data; others pass it over (measured).
   */
  public Optional<QueryFailure> registeredRefusal(String name) {
    return find(name)
        .filter(catalog -> !isOwnGlueCatalog(catalog))
        .map(catalog ->
            QueryFailure.of(QueryFailure.USER, QUERY_TYPE_NOT_SUPPORTED, unreadable(catalog)));
  }

  /** Whether a catalog of this name is registered; the default one always is. */
  public boolean isKnown(String name) {
    return find(name).isPresent();
  }

  /** Says that a registered catalog cannot be read here. */
  static String unreadable(DataCatalog catalog) {
    return "Data catalog "
        + catalog.name()
        + " of type "
        + catalog.typeAsString()
        + " cannot be read by this server.";
  }

  boolean isOwnGlueCatalog(DataCatalog catalog) {
    return catalog.type() == DataCatalogType.GLUE
        && account.accountId().equals(catalog.parameters().get(CATALOG_ID));
  }

  static boolean isBuiltIn(String name) {
    return name.equalsIgnoreCase(BUILT_IN);
  }

  private static void checkNotBuiltIn(String name) {
    if (isBuiltIn(name)) {
      throw InvalidRequests.invalidInput("DataCatalog " + name + " cannot be changed or deleted");
    }
  }

  private static InvalidRequestException notFound(String name) {
    return InvalidRequests.invalidInput("DataCatalog " + name + " was not found");
  }
}
