# Compiler settings that hold for every target.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_compile_options(-Wall -Wextra -Werror)
# Checkouts in different places give the same object files, so that they share one compiler cache.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # libstdc++ 12 calls deprecated what its own stable_sort uses; strings in braces read better without more of them.
    add_compile_options(-Wno-deprecated-declarations -Wno-missing-braces)
endif()
if(VIGIL_SANITIZE)
    add_compile_options(-fsanitize=${VIGIL_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${VIGIL_SANITIZE})
    # It does not see Asio's fences, and says so; what passes from thread to thread there goes through a mutex too.
    if(VIGIL_SANITIZE STREQUAL "thread")
        add_compile_options(-Wno-tsan)
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # The sanitizers' instrumentation makes these two see what is not there (GCC bug 105329 and kin).
        add_compile_options(-Wno-maybe-uninitialized -Wno-restrict)
    endif()
endif()

if(VIGIL_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(VIGIL_CCACHE ccache)
if(VIGIL_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
        # A file it does not know is compiled at once, not preprocessed for the key first.
        CCACHE_DEPEND=1 ${VIGIL_CCACHE})
endif()
