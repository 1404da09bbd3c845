# Programs that are not the product: tests, fuzzers, benchmarks.

# vigil_program(name SOURCES … SEES layers… LIBRARIES …)
function(vigil_program name)
    cmake_parse_arguments(arg "" "" "SOURCES;SEES;LIBRARIES" ${ARGN})
    list(TRANSFORM arg_SEES PREPEND vigil_)
    in_batches(sources ${name} ${arg_SOURCES})
    add_executable(${name} ${sources})
    target_include_directories(${name} PRIVATE ${VIGIL_TESTS_ROOT})
    target_compile_definitions(${name} PRIVATE BOOST_ASIO_DISABLE_CO_AWAIT
        VIGIL_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    # EXPECT_… and ASSERT_… hold an if / else of their own.
    target_compile_options(${name} PRIVATE -Wno-dangling-else)
    target_link_libraries(${name} PRIVATE ${arg_SEES} ${arg_LIBRARIES} Threads::Threads)
endfunction()

layer_root(VIGIL_TESTS_ROOT tests)
set(all_layers ${rooms} crm_rules crm_acts)

if(VIGIL_TESTS)
    find_package(GTest REQUIRED)
    enable_testing()
    add_custom_target(tests)

    # vigil_test(name SOURCES … SEES …): a gtest program; whole programs run as one test of ctest.
    function(vigil_test name)
        cmake_parse_arguments(arg "" "" "SOURCES;SEES;LIBRARIES" ${ARGN})
        if(arg_SOURCES)
            vigil_program(${name} ${ARGN})
            target_link_libraries(${name} PRIVATE GTest::gmock GTest::gtest_main)
            add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
            add_dependencies(tests ${name})
        endif()
    endfunction()

    foreach(room ${rooms} main)
        file(GLOB_RECURSE sources CONFIGURE_DEPENDS
            server/${room}/*_test.cpp server/${room}/*_fixture.cpp)
        layer_list(sees ${room} tests_see)
        if(sources AND "storage" IN_LIST sees)
            list(APPEND sources server/storage/store_fixture.cpp)  # both stores, for tests of behaviour
            list(APPEND libraries_${room} ${libraries_storage})
        endif()
        vigil_test(test_${room} SOURCES ${sources} SEES ${room} ${sees} LIBRARIES ${libraries_${room}})
    endforeach()

    file(GLOB_RECURSE sources CONFIGURE_DEPENDS crm/*_test.cpp crm/*_fixture.cpp)
    layer_list(sees crm_acts tests_see)
    vigil_test(test_crm SOURCES ${sources} SEES crm_rules crm_acts ${sees})

    file(GLOB sources CONFIGURE_DEPENDS tests/*_test.cpp tests/support/*.cpp)
    file(GLOB cases CONFIGURE_DEPENDS tests/*_test.cpp)
    if(cases)
        vigil_test(test_whole SOURCES ${sources} server/storage/store_fixture.cpp SEES main
            LIBRARIES nlohmann_json::nlohmann_json fmt::fmt ${libraries_storage})
    endif()

    # tests/<name>/main.cpp with its neighbours is the program <name>, for instance `scenario`.
    file(GLOB mains CONFIGURE_DEPENDS tests/*/main.cpp)
    foreach(main ${mains})
        get_filename_component(folder ${main} DIRECTORY)
        get_filename_component(name ${folder} NAME)
        file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
        list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
        vigil_program(${name} SOURCES ${sources} SEES main LIBRARIES nlohmann_json::nlohmann_json fmt::fmt)
        add_dependencies(tests ${name})
    endforeach()
endif()

if(VIGIL_BENCH)
    # bench/<name>.cpp is the program bench_<name>; it sees every room and the raw libraries it is compared with.
    file(GLOB sources CONFIGURE_DEPENDS bench/*.cpp)
    foreach(source ${sources})
        get_filename_component(name ${source} NAME_WE)
        vigil_program(bench_${name} SOURCES ${source} SEES main
            LIBRARIES ${libraries_base} ${libraries_storage} ${libraries_in})
    endforeach()
endif()

if(VIGIL_FUZZ)
    add_custom_target(fuzzers)
    # x_fuzz.cpp beside what it attacks is the program fuzz_x.
    function(vigil_fuzzer source)
        get_filename_component(name ${source} NAME_WE)
        string(REGEX REPLACE "_fuzz$" "" name ${name})
        vigil_program(fuzz_${name} SOURCES ${source} ${ARGN})
        target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
        add_dependencies(fuzzers fuzz_${name})
    endfunction()
    foreach(room ${rooms})
        file(GLOB_RECURSE sources CONFIGURE_DEPENDS server/${room}/*_fuzz.cpp)
        foreach(source ${sources})
            vigil_fuzzer(${source} SEES ${room} LIBRARIES ${libraries_${room}})
        endforeach()
    endforeach()
    vigil_fuzzer(tests/condition_fuzz.cpp server/storage/condition_world_fixture.cpp SEES storage rules
        LIBRARIES ${libraries_storage})
endif()
