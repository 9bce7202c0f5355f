package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.catalog.repository.CatalogRepository;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.DatabaseEntry;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.CreateUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.CreateUserDefinedFunctionResponse;
import software.amazon.awssdk.services.glue.model.DeleteUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.DeleteUserDefinedFunctionResponse;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionResponse;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsRequest;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsResponse;
import software.amazon.awssdk.services.glue.model.UpdateUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.UpdateUserDefinedFunctionResponse;
import software.amazon.awssdk.services.glue.model.UserDefinedFunction;
import software.amazon.awssdk.services.glue.model.UserDefinedFunctionInput;

/** User-defined functions: create, read, list by pattern, update, delete. */
public final class FunctionOperations {
  private static final String LISTING = "GetUserDefinedFunctions";

  private final Catalogs catalogs;
  private final EntryLookup lookup;
  private final Clock clock;

  public FunctionOperations(Catalogs catalogs, Clock clock) {
    this.catalogs = catalogs;
    this.lookup = new EntryLookup(catalogs);
    this.clock = clock;
  }

  public CreateUserDefinedFunctionResponse createUserDefinedFunction(
      CreateUserDefinedFunctionRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("databaseName", request.databaseName())
        .functionInput(request.functionInput())
        .orThrow();
    DatabaseEntry database = lookup.tablesOf(request.catalogId(), request.databaseName());
    UserDefinedFunction.Builder function =
        UserDefinedFunction.builder()
            .databaseName(database.database().name())
            .catalogId(database.database().catalogId())
            .createTime(clock.instant());
    UserDefinedFunction created = describe(function, request.functionInput()).build();
    if (!database.shared(() -> database.functions().create(created.functionName(), created))) {
      throw CatalogErrors.alreadyExists("Function already exists.");
    }
    return CreateUserDefinedFunctionResponse.builder().build();
  }

  private static UserDefinedFunction.Builder describe(
      UserDefinedFunction.Builder function, UserDefinedFunctionInput input) {
    ShapeCopy.copy(input, function);
    if (!input.hasResourceUris()) {
      function.resourceUris(List.of());
    }
    return function.functionName(Names.fold(input.functionName()));
  }

  private static EntityNotFoundException notFound(String name) {
    return CatalogErrors.notFound("Function " + name + " not found.");
  }

  public GetUserDefinedFunctionResponse getUserDefinedFunction(
      GetUserDefinedFunctionRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("databaseName", request.databaseName())
        .name("functionName", request.functionName())
        .orThrow();
    String name = Names.fold(request.functionName());
    UserDefinedFunction function =
        lookup
            .tablesOf(request.catalogId(), request.databaseName())
            .functions()
            .find(name)
            .orElseThrow(() -> notFound(name));
    return GetUserDefinedFunctionResponse.builder().userDefinedFunction(function).build();
  }

  public GetUserDefinedFunctionsResponse getUserDefinedFunctions(
      GetUserDefinedFunctionsRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .optionalName("databaseName", request.databaseName())
        .name("pattern", request.pattern())
        .page(request.maxResults(), Rules.LARGEST_NAME_PAGE)
        .orThrow();
    Predicate<String> matches = NamePattern.compile(request.pattern());
    Page<UserDefinedFunction> page =
        Page.of(
            LISTING,
            functionsAfter(request),
            function ->
                matches.test(function.functionName())
                    && (request.functionType() == null
                        || request.functionType() == function.functionType()),
            Page.size(request.maxResults(), Rules.LARGEST_NAME_PAGE),
            function -> List.of(function.databaseName(), function.functionName()));
    return GetUserDefinedFunctionsResponse.builder()
        .userDefinedFunctions(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private Iterator<UserDefinedFunction> functionsAfter(GetUserDefinedFunctionsRequest request) {
    Optional<List<String>> after = PageToken.decode(LISTING, request.nextToken());
    if (after.isPresent() && after.get().size() != 2) {
      throw PageToken.invalid();
    }
    String afterDatabase = after.map(List::getFirst).orElse(null);
    String afterFunction = after.map(List::getLast).orElse(null);
    return databases(request)
        .filter(
            entry -> afterDatabase == null || entry.database().name().compareTo(afterDatabase) >= 0)
        .flatMap(entry ->
            entry.database().name().equals(afterDatabase)
                ? entry.functions().all().tailMap(afterFunction, false).values().stream()
                : entry.functions().all().values().stream())
        .iterator();
  }

  /** One database, or all of them: without a name, and for a star, which Hive's client sends. */
  private Stream<DatabaseEntry> databases(GetUserDefinedFunctionsRequest request) {
    String name = request.databaseName();
    if (name == null || name.equals("*")) {
      CatalogRepository catalog = catalogs.require(request.catalogId());
      return catalog.databases().values().stream();
    }
    return Stream.of(lookup.tablesOf(request.catalogId(), name));
  }

  public UpdateUserDefinedFunctionResponse updateUserDefinedFunction(
      UpdateUserDefinedFunctionRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("databaseName", request.databaseName())
        .name("functionName", request.functionName())
        .functionInput(request.functionInput())
        .orThrow();
    DatabaseEntry database = lookup.tablesOf(request.catalogId(), request.databaseName());
    String name = Names.fold(request.functionName());
    boolean updated =
        database.shared(
            () -> database.functions().update(name, old -> update(old, request.functionInput())));
    if (!updated) {
      throw notFound(name);
    }
    return UpdateUserDefinedFunctionResponse.builder().build();
  }

  private static UserDefinedFunction update(
      UserDefinedFunction old, UserDefinedFunctionInput input) {
    UserDefinedFunction.Builder function =
        UserDefinedFunction.builder()
            .databaseName(old.databaseName())
            .catalogId(old.catalogId())
            .createTime(old.createTime());
    return describe(function, input).functionName(old.functionName()).build();
  }

  public DeleteUserDefinedFunctionResponse deleteUserDefinedFunction(
      DeleteUserDefinedFunctionRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("databaseName", request.databaseName())
        .name("functionName", request.functionName())
        .orThrow();
    DatabaseEntry database = lookup.tablesOf(request.catalogId(), request.databaseName());
    String name = Names.fold(request.functionName());
    if (!database.shared(() -> database.functions().remove(name))) {
      throw notFound(name);
    }
    return DeleteUserDefinedFunctionResponse.builder().build();
  }
}
