# Everything comes from Debian's packages; tools/setup.sh lists them.

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(date REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(CURL REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Boost 1.74 REQUIRED COMPONENTS system)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)

# Debian's package has neither a CMake nor a pkg-config file.
find_library(VIGIL_PHONENUMBER phonenumber REQUIRED)
add_library(vigil_phonenumber INTERFACE)
target_link_libraries(vigil_phonenumber INTERFACE ${VIGIL_PHONENUMBER})
