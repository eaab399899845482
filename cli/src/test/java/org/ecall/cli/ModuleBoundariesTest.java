package org.ecall.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * Who may depend on whom. The module descriptors say most of it; this also holds where they do not
 * count, on the class path.
 */
class ModuleBoundariesTest {
  private static final DescribedPredicate<JavaClass> PLATFORM =
      resideInAnyPackage("java..", "javax.crypto..", "jdk.jfr..", "org.jspecify..");
  private static final DescribedPredicate<JavaClass> JVM_BACKENDS =
      resideInAPackage("org.ecall.engine.java..");
  private static final DescribedPredicate<JavaClass> NATIVE_BACKENDS =
      resideInAPackage("org.ecall.engine.ffm..");
  private static final DescribedPredicate<JavaClass> ENGINE_API =
      resideInAPackage("org.ecall.engine..").and(not(JVM_BACKENDS)).and(not(NATIVE_BACKENDS));
  private static final DescribedPredicate<JavaClass> VECTOR_API =
      resideInAPackage("jdk.incubator.vector..");
  private static final DescribedPredicate<JavaClass> OPTIONAL_PROVIDERS =
      resideInAnyPackage("org.conscrypt..", "org.bouncycastle..");

  private static final JavaClasses ECALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // The published contract suite is test code in a jar of its own.
          .withImportOption(location -> !location.contains("/org/ecall/engine/contract/"))
          .importPackages("org.ecall");

  @Test
  void engineApiDependsOnNothingButTheJdk() {
    classes()
        .that(ENGINE_API)
        .should()
        .onlyDependOnClassesThat(ENGINE_API.or(PLATFORM))
        .check(ECALL);
  }

  @Test
  void engineJavaDependsOnEngineApiAndOptionalProviders() {
    classes()
        .that(JVM_BACKENDS)
        .should()
        .onlyDependOnClassesThat(
            JVM_BACKENDS.or(ENGINE_API).or(PLATFORM).or(OPTIONAL_PROVIDERS).or(VECTOR_API))
        .check(ECALL);
  }

  /** The module of the Vector API may be missing: nothing else may need its classes. */
  @Test
  void onlyTheVectorBackendDependsOnTheVectorApi() {
    noClasses()
        .that(not(resideInAPackage("org.ecall.engine.java.vector..")))
        .should()
        .dependOnClassesThat(VECTOR_API)
        .check(ECALL);
  }

  @Test
  void engineNativeDependsOnEngineApi() {
    classes()
        .that(NATIVE_BACKENDS)
        .should()
        .onlyDependOnClassesThat(NATIVE_BACKENDS.or(ENGINE_API).or(PLATFORM))
        .check(ECALL);
  }

  @Test
  void onlyBenchmarksAndFuzzTargetsDependOnTheCommandLine() {
    noClasses()
        .that(not(resideInAnyPackage("org.ecall.cli..", "org.ecall.jmh..", "org.ecall.fuzz..")))
        .should()
        .dependOnClassesThat(resideInAPackage("org.ecall.cli.."))
        .check(ECALL);
  }

  @Test
  void nothingDependsOnTheBenchmarks() {
    noClasses()
        .that(not(resideInAPackage("org.ecall.jmh..")))
        .should()
        .dependOnClassesThat(resideInAPackage("org.ecall.jmh.."))
        .check(ECALL);
  }

  @Test
  void nothingDependsOnTheFuzzTargets() {
    noClasses()
        .that(not(resideInAPackage("org.ecall.fuzz..")))
        .should()
        .dependOnClassesThat(resideInAPackage("org.ecall.fuzz.."))
        .check(ECALL);
  }
}
