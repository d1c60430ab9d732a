<?php
/**
 * The entry in Site Health.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Says what would make the gate fail before it does.
 */
final class Site_Health {
	/**
	 * The plugin.
	 *
	 * @var Plugin
	 */
	private $plugin;

	/**
	 * A test.
	 *
	 * @param Plugin $plugin The plugin.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * Hooks.
	 */
	public function boot() {
		add_filter( 'site_status_tests', array( $this, 'add' ) );
	}

	/**
	 * Adds the test.
	 *
	 * @param array $tests Tests.
	 */
	public function add( $tests ) {
		$tests['direct']['neutral_gate'] = array(
			'label' => __( 'Neutral Gate', 'neutral-gate' ),
			'test'  => array( $this, 'test' ),
		);
		return $tests;
	}

	/**
	 * Runs it.
	 */
	public function test() {
		$problems = $this->problems();
		return array(
			'label'       => $problems ? __( 'Neutral Gate needs your attention', 'neutral-gate' ) : __( 'Neutral Gate works', 'neutral-gate' ),
			'status'      => $problems ? 'critical' : 'good',
			'badge'       => array(
				'label' => __( 'Security', 'neutral-gate' ),
				'color' => 'blue',
			),
			'description' => '<p>' . implode( '</p><p>', array_map( 'esc_html', $problems ? $problems : array( __( 'The service answers, and posts are checked before they are published.', 'neutral-gate' ) ) ) ) . '</p>',
			'actions'     => sprintf( '<p><a href="%1$s">%2$s</a></p>', esc_url( admin_url( 'options-general.php?page=' . Settings_Page::SLUG ) ), esc_html__( 'Settings', 'neutral-gate' ) ),
			'test'        => 'neutral_gate',
		);
	}

	/**
	 * What is wrong, in sentences.
	 *
	 * @return string[]
	 */
	private function problems() {
		$settings = $this->plugin->settings;
		if ( ! $settings->complete() ) {
			return array( __( 'The plugin needs the address of the service and a secret. Until then nothing can be published.', 'neutral-gate' ) );
		}
		$problems = array();
		$host     = (string) wp_parse_url( $settings->get( 'url' ), PHP_URL_HOST );
		if ( defined( 'WP_HTTP_BLOCK_EXTERNAL' ) && WP_HTTP_BLOCK_EXTERNAL && _wp_http_get_object()->block_request( $settings->get( 'url' ) ) ) {
			/* translators: %s: name of a host. */
			$problems[] = sprintf( __( 'WP_HTTP_BLOCK_EXTERNAL keeps WordPress from asking the service. Add %s to WP_ACCESSIBLE_HOSTS in wp-config.php.', 'neutral-gate' ), $host );
		}
		$sweep  = new Sweep( $this->plugin );
		$answer = $sweep->ask_windows( true );
		if ( is_wp_error( $answer ) ) {
			$problems[] = $answer->get_error_message();
		}
		if ( 'https' !== wp_parse_url( $settings->get( 'url' ), PHP_URL_SCHEME ) && ! in_array( $host, array( 'localhost', '127.0.0.1', '[::1]' ), true ) ) {
			$problems[] = __( 'Drafts go to the service without encryption. Use an address that starts with https.', 'neutral-gate' );
		}
		if ( ! wp_next_scheduled( Sweep::HOOK ) ) {
			$problems[] = __( 'The hourly sweep is not scheduled. Switch the plugin off and on again.', 'neutral-gate' );
		}
		return $problems;
	}
}
