#include <cstdio>

int main() {
    std::puts("vigil " VIGIL_VERSION);
    return 0;
}
