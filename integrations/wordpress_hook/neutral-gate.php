<?php
/**
 * Plugin Name:       Neutral Gate
 * Description:       Checks what is about to be published for political neutrality and accessibility, and holds back what must not go out in a pre-election period.
 * Version:           0.1.0
 * Requires at least: 6.0
 * Requires PHP:      7.4
 * Author:            Neutral Gate contributors
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       neutral-gate
 * Domain Path:       /languages
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

if ( ! defined( __NAMESPACE__ . '\VERSION' ) ) { // The must-use loader may have come first.
	define( __NAMESPACE__ . '\VERSION', '0.1.0' );
	define( __NAMESPACE__ . '\FILE', __FILE__ );

	spl_autoload_register(
		static function ( $name ) {
			if ( 0 !== strpos( $name, __NAMESPACE__ . '\\' ) ) {
				return;
			}
			$short = strtolower( str_replace( '_', '-', substr( $name, strlen( __NAMESPACE__ ) + 1 ) ) );
			$file  = __DIR__ . '/includes/class-' . $short . '.php';
			if ( is_file( $file ) ) {
				require $file;
			}
		}
	);

	register_activation_hook( __FILE__, array( Plugin::class, 'activate' ) );
	register_deactivation_hook( __FILE__, array( Plugin::class, 'deactivate' ) );

	Plugin::instance()->boot();
}
